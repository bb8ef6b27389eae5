import { hash } from 'node:crypto';
import { fetchOutside } from '#machinery/egress/fetch-outside.ts';
import type { House } from '#machinery/house.ts';
import { FILE_MOST } from '#rooms/notices/read-file.ts';
import { takeNotices } from '#rooms/notices/take-notice.ts';
import { noticeSources } from '#rooms/notices/watch-source.ts';
import { egressOf } from '#rooms/settings/index.ts';
import { Refusal } from '#values/refusal.ts';

const LIMITS = {
  bytesMost: FILE_MOST,
  timeoutMs: 10_000,
  redirectsMost: 5,
  accept: 'text/calendar, */*;q=0.1',
};
const EVERY_MS = 15 * 60_000;
const PAUSE_MOST_MS = 6 * 3_600_000;

/** When an address is looked at again, and what it answered last; only in memory, since asking once too often does no harm. */
type Looked = {
  readonly dueAt: number;
  readonly failures: number;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** Of the last answer without its DTSTAMPs, which some servers write anew for each who asks. */
  readonly digest?: string | undefined;
};

/** Looks at the watched addresses that are due, one after the other; pauses grow while one cannot be read. */
export function watchCalendars(): (house: House) => Promise<void> {
  const known = new Map<string, Looked>();
  return async (house) => {
    const places = noticeSources(house.view()).flatMap(({ kind, place }) => (kind === 'url' ? [place] : []));
    for (const place of known.keys()) if (!places.includes(place)) known.delete(place);
    for (const place of places) {
      const before = known.get(place) ?? { dueAt: 0, failures: 0 };
      if (before.dueAt > house.world.now()) continue;
      known.set(place, await look(house, place, before));
    }
  };
}

async function look(house: House, place: string, before: Looked): Promise<Looked> {
  const { failures, etag, lastModified, digest: last } = before;
  const fetched = await fetchOutside(egressOf(house.view()), place, { ...LIMITS, etag, lastModified });
  const now = house.world.now();
  const later = { dueAt: now + EVERY_MS, failures: 0 };
  if (!fetched.ok || (fetched.status !== 200 && fetched.status !== 304)) {
    const pause = Math.min(PAUSE_MOST_MS, EVERY_MS * 2 ** Math.min(failures, 10));
    return { dueAt: now + pause, failures: failures + 1 };
  }
  if (fetched.status === 304) return { ...before, ...later };
  const digest = hash('sha256', fetched.body.toString('latin1').replace(/^DTSTAMP.*$/gim, ''), 'hex');
  if (digest !== last) await takeUnlessRefused(house, fetched.body, place);
  return { ...later, etag: fetched.etag, lastModified: fetched.lastModified, digest };
}

/** Takes what a watched place gave. What is refused (too many messages already) is not tried again until it changes. */
export async function takeUnlessRefused(house: House, bytes: Uint8Array, place: string): Promise<void> {
  try {
    await takeNotices(house, bytes, place);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'unavailable') throw error;
  }
}
