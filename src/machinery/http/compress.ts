import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const LEAST_BYTES = 1_024;
const LEVEL = 6;

const zip = promisify(gzip);

/** The codings a client takes (RFC 9110 §12.5.3), of those we have. */
export function encodingsOf(request: Request): { readonly br: boolean; readonly gzip: boolean } {
  const offered = (request.headers.get('accept-encoding') ?? '').toLowerCase().split(',').slice(0, 16);
  const takes = (name: string) =>
    offered.some((part) => {
      const [coding, weight] = part.split(';');
      return coding!.trim() === name && !/q=0(\.0*)?\s*$/.test(weight ?? '');
    });
  return { br: takes('br'), gzip: takes('gzip') };
}

/**
 * Packs a text answer when the client takes it. For pages only: what a page reflects and the secret it carries are packed
 * together there, so its form token differs on each page (BREACH). gzip, since brotli saves a tenth more for three times the
 * work, and both fit a first flight. Answers of the API are left to the proxy in front.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const packable = response.headers.get('content-type')?.startsWith('text/') && response.body !== null;
  if (!packable || response.headers.has('content-encoding') || !encodingsOf(request).gzip) return response;
  const bytes = Buffer.from(await response.arrayBuffer());
  const { status, headers } = response;
  if (bytes.length < LEAST_BYTES) return new Response(bytes, { status, headers });
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  return new Response(await zip(bytes, { level: LEVEL }), { status, headers });
}
