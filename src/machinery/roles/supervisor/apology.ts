const RETRY_AFTER_SECONDS = 5;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>One moment</title><style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1rem;
color-scheme:light dark}</style><h1>One moment</h1>
<p>This server is starting again. Everything that was posted is safe. Please try again in a few seconds.</p>
<p lang="fa" dir="rtl">این سرور دوباره راه می‌افتد. هر چه فرستاده شده محفوظ است. لطفاً چند ثانیهٔ دیگر دوباره بیازمایید.</p>`;

/** A whole HTTP answer for when nothing else can answer. */
export function apologyBytes(): Buffer {
  const body = Buffer.from(PAGE);
  const head = [
    'HTTP/1.1 503 Service Unavailable',
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${body.length}`,
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
    `Retry-After: ${RETRY_AFTER_SECONDS}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
