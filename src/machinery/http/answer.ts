import type { Refusal, RefusalKind } from '#values/refusal.ts';

export type Headers = Readonly<Record<string, string>>;

/** A JSON answer. Never empty: clients refuse 204. */
export function json(value: unknown, status = 200, headers: Headers = {}): Response {
  return rawJson(JSON.stringify(value), status, headers);
}

type Body = string | Uint8Array<ArrayBuffer> | null;
type Parts = { readonly body: Body; readonly status: number; readonly headers: Headers };

/**
 * What our own answers were made of. A Response whose headers were never looked at goes out without the detour through a
 * Headers object, which costs as much as all else in a small answer; so headers are added by making the answer anew.
 */
const made = new WeakMap<Response, Parts>();

function answer(body: Body, status: number, headers: Headers): Response {
  const response = new Response(body, { status, headers });
  made.set(response, { body, status, headers });
  return response;
}

/** The bytes or text of an answer of our own making. */
export function bodyOf(response: Response): Body | undefined {
  return made.get(response)?.body;
}

/** The same answer with further headers, where it has none of that name. */
export function withHeaders(response: Response, more: Headers): Response {
  const parts = made.get(response);
  if (parts) return answer(parts.body, parts.status, { ...more, ...parts.headers });
  for (const [name, value] of Object.entries(more))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

/** An answer whose JSON text or bytes are made already. Header names in lower case. */
export function rawJson(
  body: string | Uint8Array<ArrayBuffer>,
  status = 200,
  headers: Headers = {},
): Response {
  return answer(body, status, { 'content-type': 'application/json; charset=utf-8', ...headers });
}

export function html(body: string, status = 200, headers: Headers = {}): Response {
  return answer(body, status, { 'content-type': 'text/html; charset=utf-8', ...headers });
}

/** After a form: 303, so that reloading does not post again. */
export function seeOther(location: string, headers: Headers = {}): Response {
  return answer(null, 303, { location, ...headers });
}

export const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  unsupported: 415,
  unavailable: 503,
};

/** A refusal as clients of the API expect it. */
export function refusalJson(refusal: Refusal): Response {
  const body = {
    error: refusal.message,
    ...(refusal.field === undefined
      ? {}
      : { details: { [refusal.field]: [{ error: 'ERR_INVALID', description: refusal.message }] } }),
  };
  return json(body, STATUS_OF[refusal.kind], retryAfter(refusal));
}

/** Error codes of RFC 6749 §5.2 and RFC 6750, with their status. */
const OAUTH: Readonly<Record<RefusalKind, readonly [code: string, status: number]>> = {
  invalid: ['invalid_request', 400],
  unauthenticated: ['invalid_client', 401],
  forbidden: ['unauthorized_client', 403],
  'not-found': ['invalid_request', 404],
  gone: ['invalid_grant', 400],
  conflict: ['invalid_grant', 400],
  'too-large': ['invalid_request', 413],
  'too-many': ['temporarily_unavailable', 429],
  unsupported: ['invalid_request', 415],
  unavailable: ['temporarily_unavailable', 503],
};
const OAUTH_FIELD: Readonly<Record<string, string>> = {
  scope: 'invalid_scope',
  grant_type: 'unsupported_grant_type',
};

/** A refusal as clients of OAuth expect it (RFC 6749 §5.2). */
export function refusalOauth(refusal: Refusal): Response {
  const [code, status] = OAUTH[refusal.kind];
  const named = refusal.kind === 'invalid' ? OAUTH_FIELD[refusal.field ?? ''] : undefined;
  return json({ error: named ?? code, error_description: refusal.message }, status, retryAfter(refusal));
}

export function retryAfter(refusal: Refusal): Headers {
  const seconds = refusal.retryAfterSeconds ?? (refusal.kind === 'unavailable' ? 5 : undefined);
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}
