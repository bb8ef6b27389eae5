import type { Refusal, RefusalKind } from '#values/refusal.ts';

export type Headers = Readonly<Record<string, string>>;

/** A JSON answer. Never empty: clients refuse 204. */
export function json(value: unknown, status = 200, headers: Headers = {}): Response {
  return rawJson(JSON.stringify(value), status, headers);
}

/** An answer whose JSON text or bytes are made already. */
export function rawJson(
  body: string | Uint8Array<ArrayBuffer>,
  status = 200,
  headers: Headers = {},
): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}

export function html(body: string, status = 200, headers: Headers = {}): Response {
  return new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
}

/** After a form: 303, so that reloading does not post again. */
export function seeOther(location: string, headers: Headers = {}): Response {
  return new Response(null, { status: 303, headers: { location, ...headers } });
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

export function retryAfter(refusal: Refusal): Headers {
  const seconds = refusal.retryAfterSeconds ?? (refusal.kind === 'unavailable' ? 5 : undefined);
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}
