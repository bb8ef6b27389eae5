import type { Readable } from 'node:stream';
import { createZipArchive, ZipEntry, ZipFile } from 'node:zlib';
import {
  type Bundle,
  BundleError,
  FILE_BYTES_MOST,
  FILES_MOST,
  safeName,
} from '#machinery/bundles/bundle.ts';

/** The only file that touches Node's ZIP archives, which are still marked experimental. */

/** A .zip as a bundle: its directory is read at once, its files from the disk as they are asked for. */
export async function openZip(path: string): Promise<Bundle> {
  const zip = await ZipFile.open(path);
  const entries = new Map<string, ZipEntry>();
  try {
    for (const [name, entry] of zip.entriesSync()) {
      const safe = safeName(name);
      if (safe !== undefined && entry.isFile && entries.size < FILES_MOST) entries.set(safe, entry);
    }
  } catch (error) {
    await zip.close();
    throw error;
  }
  return {
    names: [...entries.keys()].sort(),
    sizeOf: (name) => entries.get(name)?.size ?? 0,
    read: (name) => content(entries.get(name), name),
    [Symbol.asyncDispose]: () => zip.close(),
  };
}

/** Yields no more than the declared size, and refuses one that declares too much. The checksum is verified at the end. */
async function* content(entry: ZipEntry | undefined, name: string): AsyncGenerator<Uint8Array> {
  if (!entry) throw new BundleError(`${name} is not there`);
  const parts = entry.contentIterator({ maxSize: FILE_BYTES_MOST });
  for (;;) {
    const next = await parts.next();
    if (next.done) return;
    yield next.value;
  }
}

export type NewFile = { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

/** Packs files, one after the other, into the bytes of a .zip. */
export function packZip(files: AsyncIterable<NewFile>): Readable {
  async function* entries() {
    for await (const file of files) yield ZipEntry.createStream(file.name, file.bytes);
  }
  return createZipArchive(entries());
}
