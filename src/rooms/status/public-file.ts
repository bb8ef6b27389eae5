import { hash } from 'node:crypto';
import { withHeaders } from '#machinery/http/answer.ts';

/** How long others may keep it without asking again, seconds: work that is moved must be seen soon. */
const FRESH_SECONDS = 30;

/** Something everybody may read, the same for all: who has it already is told so (RFC 9110 §13.1.2). */
export function publicFile(request: Request, type: string, body: string): Response {
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
  const headers = {
    'content-type': type,
    'cache-control': `public, max-age=${FRESH_SECONDS}`,
    etag,
  };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim());
  const same = known.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
  return withHeaders(new Response(same ? null : body, { status: same ? 304 : 200, headers }), {});
}
