import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '#machinery/replace-file.ts';

const NAME = /^[a-z0-9][a-z0-9.-]{0,63}$/;
const DEPTH_MOST = 8;

/** Public files that this server makes for itself and serves as they are. They are not part of the view. */
export type Shelf = {
  /** Undefined when there is no such file. `path` has slashes between plain names. */
  read(path: string): Promise<Buffer<ArrayBuffer> | undefined>;
  /** Durable when it resolves; readers find the old file or the new one. Throws RangeError for a path that is none. */
  put(path: string, bytes: string | Uint8Array): Promise<void>;
  /** Takes away a file or a whole folder; nothing happens when there is none. */
  remove(path: string): Promise<void>;
};

/** A shelf in a folder of this machine. */
export function openShelf(folder: string): Shelf {
  return {
    async read(path) {
      if (!isPath(path)) return undefined;
      try {
        return await readFile(join(folder, path));
      } catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String((error as { code?: unknown }).code)))
          return undefined;
        throw error;
      }
    },
    async put(path, bytes) {
      if (!isPath(path)) throw new RangeError(`${path} is no path on the shelf`);
      await replaceFile(join(folder, path), bytes);
    },
    async remove(path) {
      if (!isPath(path)) throw new RangeError(`${path} is no path on the shelf`);
      await rm(join(folder, path), { recursive: true, force: true });
    },
  };
}

function isPath(path: string): boolean {
  const names = path.split('/');
  return names.length <= DEPTH_MOST && names.every((name) => NAME.test(name));
}
