import type { IncomingMessage } from 'node:http';
import { type Duplex, PassThrough } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What is asked for; an answer packed in another way is refused. */
export const ENCODINGS = 'gzip, deflate, br';

const UNPACK: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  identity: () => new PassThrough(),
};

export type Body =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly why: 'too-large' | 'encoding' };

/** Reads a body, unpacked, up to a number of bytes: neither a long one nor a packed one that swells is held whole. */
export async function readBody(
  answer: IncomingMessage,
  { bytesMost, cut = false }: { readonly bytesMost: number; readonly cut?: boolean | undefined },
): Promise<Body> {
  const packing = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const unpack = UNPACK[packing === '' ? 'identity' : packing];
  if (!unpack) return { ok: false, why: 'encoding' };
  const unpacked = unpack();
  answer.on('error', (error) => unpacked.destroy(error));
  answer.pipe(unpacked);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    size += chunk.length;
    chunks.push(chunk);
    if (size <= bytesMost) continue;
    if (!cut) return { ok: false, why: 'too-large' };
    break;
  }
  return { ok: true, body: Buffer.concat(chunks).subarray(0, bytesMost) };
}
