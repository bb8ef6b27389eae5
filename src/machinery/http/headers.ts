import type { Headers } from '#machinery/http/answer.ts';
import type { Door } from '#machinery/http/route.ts';

const EVERYWHERE: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
};

/** Answers depend on who asks: no shared cache may keep them. */
const PRIVATE: Headers = {
  'cache-control': 'private, no-store',
  vary: 'Authorization, Cookie, Accept, Accept-Language',
};

const CORS: Headers = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID',
  'access-control-expose-headers':
    'Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Mastodon-Async-Refresh',
  'access-control-max-age': '86400',
};

/** No inline code or style, nothing from elsewhere, no framing. `formTarget`: where a form of this one page may lead besides. */
export function pagePolicy(formTarget = ''): string {
  const fetched =
    "script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'";
  const forms = `form-action 'self'${formTarget && ` ${formTarget}`}`;
  return `default-src 'none'; ${fetched}; connect-src 'self'; manifest-src 'self'; ${forms}; base-uri 'none'; frame-ancestors 'none'`;
}

/** Uploaded files may not run anything, whatever they claim to be. */
const FILE_POLICY = "default-src 'none'; sandbox";

const BY_DOOR: Readonly<Record<Door, Headers>> = {
  api: {
    ...EVERYWHERE,
    ...PRIVATE,
    ...CORS,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  },
  oauth: { ...EVERYWHERE, ...PRIVATE, ...CORS, 'content-security-policy': "default-src 'none'" },
  page: { ...EVERYWHERE, ...PRIVATE, 'content-security-policy': pagePolicy() },
  file: {
    ...EVERYWHERE,
    'content-security-policy': FILE_POLICY,
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  },
  machine: { ...EVERYWHERE, 'cache-control': 'no-store' },
};

/** The headers that every answer of a door carries, unless the handler set its own. */
export function headersOf(door: Door): Headers {
  return BY_DOOR[door];
}
