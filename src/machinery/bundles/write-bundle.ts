import { createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BundleError } from '#machinery/bundles/bundle.ts';
import { type NewFile, packZip } from '#machinery/bundles/zip.ts';

/**
 * Writes files into a new .zip, or into a new folder when the name does not end so. Nothing is there under the name until all
 * of it is durable. Refuses a name that is taken.
 */
export async function writeFiles(target: string, files: AsyncIterable<NewFile>): Promise<void> {
  if (await exists(target)) throw new BundleError(`${target} is there already`);
  const part = `${target}.part`;
  await rm(part, { recursive: true, force: true });
  try {
    if (target.endsWith('.zip'))
      await pipeline(packZip(files), createWriteStream(part, { mode: 0o600, flush: true }));
    else await writeFolder(part, files);
    await rename(part, target);
    await sync(dirname(target));
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function writeFolder(folder: string, files: AsyncIterable<NewFile>): Promise<void> {
  await mkdir(folder, { mode: 0o700, recursive: true });
  const folders = new Set([folder]);
  for await (const file of files) {
    const path = join(folder, file.name);
    await mkdir(dirname(path), { recursive: true });
    folders.add(dirname(path));
    await pipeline(file.bytes, createWriteStream(path, { mode: 0o600, flush: true }));
  }
  for (const each of folders) await sync(each);
}

async function sync(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}
