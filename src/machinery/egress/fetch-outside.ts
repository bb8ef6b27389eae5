import type { IncomingMessage } from 'node:http';
import { askOnce } from '#machinery/egress/ask-once.ts';
import type { Egress, EgressFault, Fetched, Limits } from '#machinery/egress/egress.ts';
import { ENCODINGS, readBody } from '#machinery/egress/read-body.ts';
import { addressesOf, readTarget, type Target } from '#machinery/egress/target.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The one way out: whatever the server fetches on its own account goes through here. Resolves names itself, refuses what is
 * not the public internet, connects to the address it checked, and does so again at each hop. Never throws.
 */
export async function fetchOutside(egress: Egress, address: string, limits: Limits): Promise<Fetched> {
  const stopping = new AbortController();
  const timedOut = Promise.withResolvers<Fetched>();
  const timer = setTimeout(() => {
    timedOut.resolve(failed('timeout'));
    stopping.abort();
  }, limits.timeoutMs);
  try {
    const walk = followHops(egress, address, limits, stopping.signal).catch(faultOf);
    return await Promise.race([walk, timedOut.promise]);
  } finally {
    clearTimeout(timer);
    stopping.abort();
  }
}

function failed(why: EgressFault): Fetched {
  return { ok: false, why };
}

async function followHops(
  egress: Egress,
  address: string,
  limits: Limits,
  signal: AbortSignal,
): Promise<Fetched> {
  const first = readTarget(address, egress);
  if (!first) return failed('url');
  let target: Target = first;
  for (let hops = 0; ; hops++) {
    const found = await addressesOf(target, egress);
    if (!found.ok) return found;
    signal.throwIfAborted();
    const headers = headersFor(limits, target.url.origin === first.url.origin);
    const answer = await askOnce({ target, addresses: found.addresses, headers, signal });
    const location = answer.headers.location;
    if (!REDIRECTS.has(answer.statusCode ?? 0) || location === undefined) return read(answer, target, limits);
    answer.destroy();
    if (hops >= limits.redirectsMost) return failed('redirects');
    const next = nextTarget(egress, target, location);
    if ('ok' in next) return next;
    target = next;
  }
}

/** Where a redirect leads. From outside it never leads to what only the operator may ask, nor from https to http. */
function nextTarget(egress: Egress, from: Target, location: string): Target | Fetched {
  const allow = from.allowed ? egress.allow : new Set<string>();
  const next = readTarget(location, { allow }, from.url);
  if (!next) return failed('url');
  return from.url.protocol === 'https:' && next.url.protocol === 'http:' ? failed('redirects') : next;
}

/** What was answered last time is told to those who answered it, and to nobody they send us to. */
function headersFor(
  { accept = '*/*', etag, lastModified }: Limits,
  isFirst: boolean,
): Record<string, string> {
  return {
    accept,
    'accept-encoding': ENCODINGS,
    ...(isFirst && etag !== undefined && { 'if-none-match': etag }),
    ...(isFirst && lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
}

async function read(answer: IncomingMessage, { url }: Target, limits: Limits): Promise<Fetched> {
  const read = await readBody(answer, limits);
  answer.destroy();
  if (!read.ok) return read;
  const { headers, statusCode } = answer;
  const { 'content-type': type, etag, 'last-modified': lastModified, 'retry-after': retryAfter } = headers;
  const about = { type, etag, lastModified, retryAfter };
  return { ok: true, status: statusCode ?? 0, url: url.href, body: read.body, ...about };
}

const CERTIFICATE = /^(?:CERT|ERR_TLS|ERR_SSL|UNABLE|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/;

function faultOf(error: unknown): Fetched {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR'))
    return failed('encoding');
  return failed(CERTIFICATE.test(code) ? 'certificate' : 'connection');
}
