import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Bundle, BundleError, bounded, FILES_MOST, safeName } from '#machinery/bundles/bundle.ts';
import { type TarFile, tarFiles } from '#machinery/bundles/tar-headers.ts';

/** Bytes a .tar.gz may unpack to; a quarter of the free disk if that is less. */
const UNPACKED_MOST = 64 * 1024 ** 3;

/** A .tar.gz as a bundle: unpacked once into one temporary .tar, since gzip cannot be read from the middle. */
export async function openTarGz(path: string, unpackedMost = UNPACKED_MOST): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'rooftop-tar-'));
  const drop = () => rm(folder, { recursive: true, force: true });
  try {
    const disk = await statfs(folder);
    const most = Math.min(unpackedMost, (disk.bavail * disk.bsize) / 4);
    const tar = join(folder, 'unpacked.tar');
    await pipeline(
      createReadStream(path),
      createGunzip(),
      ceiling(most),
      createWriteStream(tar, { mode: 0o600 }),
    );
    return { ...(await openTar(tar)), [Symbol.asyncDispose]: drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** A .tar as a bundle. */
export async function openTar(path: string): Promise<Bundle> {
  const files = await indexTar(path);
  return {
    names: [...files.keys()].sort(),
    sizeOf: (name) => files.get(name)?.size ?? 0,
    read(name) {
      const file = files.get(name);
      if (!file) throw new BundleError(`${name} is not there`);
      return bounded(slice(path, file), name);
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function* slice(path: string, file: TarFile): AsyncGenerator<Uint8Array> {
  if (file.size === 0) return;
  let bytes = 0;
  for await (const part of createReadStream(path, { start: file.start, end: file.start + file.size - 1 })) {
    bytes += (part as Buffer).length;
    yield part as Buffer;
  }
  if (bytes < file.size) throw new BundleError(`${file.name} is cut off`);
}

async function indexTar(path: string): Promise<Map<string, TarFile>> {
  await using handle = await open(path, 'r');
  const readAt = async (start: number, length: number) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  };
  const files = new Map<string, TarFile>();
  const headers = tarFiles(readAt);
  while (files.size < FILES_MOST) {
    const next = await headers.next();
    if (next.done && next.value !== undefined && files.size === 0) throw new BundleError(next.value);
    if (next.done) break;
    const name = safeName(next.value.name);
    if (name !== undefined) files.set(name, next.value);
  }
  return files;
}

function ceiling(most: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(new BundleError(`it unpacks to more than ${most} bytes`));
      else done(null, chunk);
    },
  });
}
