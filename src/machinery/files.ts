import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const NAME = /^[0-9a-f]{32}\.[a-z0-9]{1,5}$/;
const REMOVABLE = /^[0-9a-f]{32}\.[a-z0-9]{1,5}(\.part)?$/;

export type StoredFile = { readonly bytes: number; read(range?: { start: number; end: number }): Readable };

/** Where media lies. A name is random and tells nothing. */
export type Files = {
  /** Resolves with the new name once the bytes are durable under it: media before mention. */
  put(bytes: Uint8Array, extension: string): Promise<string>;
  /** Undefined for names that are not ours or not there. */
  get(name: string): Promise<StoredFile | undefined>;
  remove(name: string): Promise<void>;
  /** All names, one after the other, with when they were written (milliseconds), to sweep orphans. Half-written ones among them. */
  list(): AsyncIterable<{ readonly name: string; readonly modifiedAt: number }>;
};

/** Files in a folder of this machine. */
export function localFiles(folder: string): Files {
  const pathOf = (name: string) => join(folder, name);
  return {
    async put(bytes, extension) {
      await mkdir(folder, { recursive: true });
      const name = `${randomBytes(16).toString('hex')}.${extension}`;
      await writeDurably(`${pathOf(name)}.part`, bytes);
      await rename(`${pathOf(name)}.part`, pathOf(name));
      await syncFolder(folder);
      return name;
    },
    async get(name) {
      if (!NAME.test(name)) return undefined;
      const found = await stat(pathOf(name)).catch(() => undefined);
      return found && { bytes: found.size, read: (range) => createReadStream(pathOf(name), range) };
    },
    remove: (name) => (REMOVABLE.test(name) ? unlink(pathOf(name)).catch(() => {}) : Promise.resolve()),
    async *list() {
      const entries = await opendir(folder).catch(() => undefined);
      for await (const { name } of entries ?? []) {
        const found = await stat(pathOf(name)).catch(() => undefined);
        if (found) yield { name, modifiedAt: found.mtimeMs };
      }
    },
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
