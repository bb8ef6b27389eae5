import { open, stat } from 'node:fs/promises';
import { type Bundle, BundleError } from '#machinery/bundles/bundle.ts';
import { openFolder } from '#machinery/bundles/folder.ts';
import { openTar, openTarGz } from '#machinery/bundles/tar.ts';
import { openZip } from '#machinery/bundles/zip.ts';

/** Opens a folder, .zip, .tar.gz or .tar, told apart by what is in it, not by its name. Throws BundleError. */
export async function openBundle(path: string): Promise<Bundle> {
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path);
    return await (await openerOf(path))(path);
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(reasonOf(error), { cause: error });
  }
}

async function openerOf(path: string): Promise<(path: string) => Promise<Bundle>> {
  await using file = await open(path, 'r');
  const { buffer } = await file.read(Buffer.alloc(512), 0, 512, 0);
  if (buffer.readUInt32BE(0) === 0x504b0304 || buffer.readUInt32BE(0) === 0x504b0506) return openZip;
  if (buffer.readUInt16BE(0) === 0x1f8b) return openTarGz;
  if (buffer.toString('latin1', 257, 262) === 'ustar') return openTar;
  throw new BundleError('it is neither a folder nor a .zip, .tar.gz or .tar');
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ENOENT') return 'there is nothing there';
  if (code === 'EACCES') return 'it may not be read';
  return `it cannot be opened (${code ?? message ?? 'unknown'})`;
}
