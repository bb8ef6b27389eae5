import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Others than this server may read it: what is replaced here is public. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;

/** Puts a public file in place of the one before, durably: a reader finds the old one or the new one, never a part. */
export async function replaceFile(path: string, bytes: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
  const part = `${path}.part`;
  const file = await open(part, 'w', FILE_MODE);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
  await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
