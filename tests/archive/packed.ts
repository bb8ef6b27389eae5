import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { packZip } from '#machinery/bundles/zip.ts';

/** Contents by name, to be laid out as an archive of some form. */
export type Contents = Readonly<Record<string, string | Uint8Array>>;

export type Scratch = AsyncDisposable & {
  folder(name: string, contents: Contents): Promise<string>;
  zip(name: string, contents: Contents): Promise<string>;
  tarGz(name: string, contents: Contents): Promise<string>;
  file(name: string, bytes: Uint8Array): Promise<string>;
};

/** A temporary place for archives. */
export async function scratch(): Promise<Scratch> {
  const root = await mkdtemp(join(tmpdir(), 'rooftop-archives-'));
  const file = async (name: string, bytes: Uint8Array) => {
    await writeFile(join(root, name), bytes);
    return join(root, name);
  };
  return {
    file,
    async folder(name, contents) {
      for (const [path, content] of Object.entries(contents)) {
        await mkdir(dirname(join(root, name, path)), { recursive: true });
        await writeFile(join(root, name, path), content);
      }
      return join(root, name);
    },
    async zip(name, contents) {
      async function* files() {
        for (const [path, content] of Object.entries(contents))
          yield { name: path, bytes: Readable.from([Buffer.from(content)]) };
      }
      await pipeline(packZip(files()), createWriteStream(join(root, name)));
      return join(root, name);
    },
    tarGz: (name, contents) => file(name, gzipSync(tar(contents))),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** A tar in the form of GNU tar: names over 100 bytes have a header of their own. */
export function tar(contents: Contents): Buffer {
  const blocks: Buffer[] = [];
  for (const [name, content] of Object.entries(contents)) {
    const bytes = Buffer.from(content);
    if (Buffer.byteLength(name) > 100) blocks.push(...entry('././@LongLink', Buffer.from(`${name}\0`), 'L'));
    blocks.push(...entry(name, bytes, '0'));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function entry(name: string, bytes: Buffer, type: string): Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write('0000600\0', 100);
  header.write(bytes.length.toString(8).padStart(11, '0'), 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
