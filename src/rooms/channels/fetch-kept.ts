import type { Egress } from '#machinery/egress/egress.ts';
import { fetchOutside } from '#machinery/egress/fetch-outside.ts';
import { retryAfterMs } from '#rooms/channels/rules/due.ts';

/** What was read of an address, kept so that it is not sent again while it has not changed. */
export type Kept = {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  readonly value: unknown;
};
/** By address; one for each channel, in the memory of the process that looks. */
export type Keeping = Map<string, Kept>;

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: string; readonly retryAfterMs: number };

const LIMITS = { bytesMost: 5_000_000, timeoutMs: 10_000, redirectsMost: 5 };
const ETAG_MOST = 300;
const ASK_LATER = new Set([429, 503]);

export type Looker = { readonly egress: Egress; readonly now: number; readonly keeping: Keeping };

/** Fetches an address and reads it, unless it has not changed. `read` says what it found, or the word for what was wrong. */
export async function fetchKept<T extends object>(
  { egress, now, keeping }: Looker,
  url: string,
  accept: string,
  read: (text: string) => T | string,
): Promise<Outcome<T>> {
  const kept = keeping.get(url);
  const conditions = { etag: kept?.etag, lastModified: kept?.lastModified };
  const fetched = await fetchOutside(egress, url, { ...LIMITS, accept, ...conditions });
  if (!fetched.ok) return { ok: false, fault: fetched.why, retryAfterMs: 0 };
  if (fetched.status === 304 && kept) return { ok: true, value: kept.value as T };
  if (fetched.status !== 200) {
    const fault = ASK_LATER.has(fetched.status) ? 'busy' : 'status';
    return { ok: false, fault, retryAfterMs: retryAfterMs(fetched.retryAfter, now) };
  }
  const value = read(fetched.body.toString('utf8'));
  keeping.delete(url);
  if (typeof value === 'string') return { ok: false, fault: value, retryAfterMs: 0 };
  const etag = short(fetched.etag);
  const lastModified = short(fetched.lastModified);
  if (etag !== undefined || lastModified !== undefined) keeping.set(url, { etag, lastModified, value });
  return { ok: true, value };
}

function short(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= ETAG_MOST ? text : undefined;
}
