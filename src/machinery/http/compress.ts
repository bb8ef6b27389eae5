import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const LEAST = 1_024;
const BROTLI_QUALITY = 5;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The encoding to answer in: brotli before gzip, undefined when the client takes neither (RFC 9110 §12.5.3). */
export function encodingFor(request: Request): 'br' | 'gzip' | undefined {
  const offered = (request.headers.get('accept-encoding') ?? '').toLowerCase().split(',').slice(0, 16);
  const takes = (name: string) =>
    offered.some((part) => {
      const [coding, weight] = part.split(';');
      return coding!.trim() === name && !/q=0(\.0*)?\s*$/.test(weight ?? '');
    });
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined;
}

/**
 * Packs a text answer when the client takes it. For pages only: what a page reflects and the secret it carries are packed
 * together there, so its form token differs on each page (BREACH). Answers of the API are left to the proxy in front.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const encoding = encodingFor(request);
  const packable =
    response.headers.get('content-type')?.startsWith('text/') && !response.headers.has('content-encoding');
  if (!encoding || !packable || response.body === null) return response;
  const bytes = Buffer.from(await response.arrayBuffer());
  const { status, headers } = response;
  if (bytes.length < LEAST) return new Response(bytes, { status, headers });
  const body =
    encoding === 'br'
      ? await brotli(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          },
        })
      : await zip(bytes, { level: 6 });
  headers.set('content-encoding', encoding);
  headers.delete('content-length');
  return new Response(body, { status, headers });
}
