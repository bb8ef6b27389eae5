import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { parseRange } from '#rooms/media/rules/byte-range.ts';
import { Refusal } from '#values/refusal.ts';

/** Only what we made ourselves is served, under the type we made it as. Nothing here can run. */
const TYPES: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

/** A file under one name never changes. When it was written is nobody's business: no Last-Modified, no ETag. */
const HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'accept-ranges': 'bytes',
  'content-disposition': 'inline',
};

export const fileRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/media/:file', door: 'file', summary: 'An uploaded image', handle: serve }),
];

async function serve({ house, params, request }: Call): Promise<Response> {
  const name = params['file'] ?? '';
  const type = TYPES[name.split('.').at(-1) ?? ''];
  const file = type === undefined ? undefined : await house.files.get(name);
  if (!file || type === undefined) throw new Refusal('not-found', 'There is no such file');
  const range = parseRange(request.headers.get('range'), file.bytes);
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.bytes}` } });
  const length = range ? range.end - range.start + 1 : file.bytes;
  const headers = {
    ...HEADERS,
    'content-type': type,
    'content-length': String(length),
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${file.bytes}` } : {}),
  };
  const body = request.method === 'HEAD' ? null : bodyOf(file.read(range));
  return new Response(body, { status: range ? 206 : 200, headers });
}

function bodyOf(bytes: Readable): BodyInit {
  return Readable.toWeb(bytes) as ReadableStream as BodyInit;
}
