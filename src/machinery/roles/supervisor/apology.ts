import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const RETRY_AFTER_SECONDS = 5;
/** A planned end may lie far away; nobody is told to stay away longer than this, since it may be moved. */
const RETRY_AFTER_MOST_SECONDS = 3_600;
const KEPT_MS = 1_000;
const PAGE_MOST_BYTES = 65_536;

/** What stands ready in a folder for when nothing else can answer: a page, and until when that may last (RFC 3339). */
export const UNAVAILABLE_PAGE = 'unavailable.html';
export const UNAVAILABLE_UNTIL = 'unavailable-until.txt';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>One moment</title><style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1rem;
color-scheme:light dark}</style><h1>One moment</h1>
<p>This server is starting again. Everything that was posted is safe. Please try again in a few seconds.</p>
<p lang="fa" dir="rtl">این سرور دوباره راه می‌افتد. هر چه فرستاده شده محفوظ است. لطفاً چند ثانیهٔ دیگر دوباره بیازمایید.</p>`;

export type ApologyOptions = {
  /** Where a page may stand ready. */
  readonly folder?: string | undefined;
  readonly now: () => number;
};

/** Makes the whole HTTP answer for when nothing else can answer; the page that stands ready, or one of its own. */
export function makeApology({ folder, now }: ApologyOptions): () => Buffer {
  let kept: { readonly at: number; readonly bytes: Buffer } | undefined;
  return () => {
    const at = now();
    if (!kept || at < kept.at || at - kept.at >= KEPT_MS)
      kept = { at, bytes: answerBytes(pageIn(folder) ?? Buffer.from(PAGE), waitFor(folder, at)) };
    return kept.bytes;
  };
}

function answerBytes(body: Buffer, retryAfterSeconds: number): Buffer {
  const head = [
    'HTTP/1.1 503 Service Unavailable',
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${body.length}`,
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
    `Retry-After: ${retryAfterSeconds}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function pageIn(folder: string | undefined): Buffer | undefined {
  return readSmall(folder, UNAVAILABLE_PAGE);
}

/** Seconds until the time that stands ready; a few when there is none or it has passed. */
function waitFor(folder: string | undefined, now: number): number {
  const until = Date.parse(readSmall(folder, UNAVAILABLE_UNTIL)?.toString('latin1').trim() ?? '');
  const seconds = Math.ceil((until - now) / 1_000);
  return seconds > 0 ? Math.min(seconds, RETRY_AFTER_MOST_SECONDS) : RETRY_AFTER_SECONDS;
}

/** A small file that may not be there. */
function readSmall(folder: string | undefined, name: string): Buffer | undefined {
  if (folder === undefined) return undefined;
  try {
    const path = join(folder, name);
    return statSync(path).size <= PAGE_MOST_BYTES ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}
