import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bundle, BundleError, bounded, FILES_MOST } from '#machinery/bundles/bundle.ts';

const DEPTH_MOST = 12;

/** A folder of this machine as a bundle. Symbolic links inside are not followed. */
export async function openFolder(path: string): Promise<Bundle> {
  const sizes = new Map<string, number>();
  await list(path, '', 0, sizes);
  return {
    names: [...sizes.keys()].sort(),
    sizeOf: (name) => sizes.get(name) ?? 0,
    read(name) {
      if (!sizes.has(name)) throw new BundleError(`${name} is not there`);
      return bounded(createReadStream(join(path, name)), name);
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function list(root: string, folder: string, depth: number, sizes: Map<string, number>): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    if (sizes.size >= FILES_MOST) return;
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) sizes.set(name, (await stat(join(root, name))).size);
    else if (entry.isDirectory() && depth < DEPTH_MOST) await list(root, name, depth + 1, sizes);
  }
}
