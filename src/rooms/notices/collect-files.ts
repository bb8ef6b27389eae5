import { lstat, open, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { FILE_MOST } from '#rooms/notices/read-file.ts';

const FILES_MOST = 5_000;
const DEPTH_MOST = 8;
/** In a folder only these are looked at; providers' attachments often have no extension at all. */
const EXTENSIONS = new Set(['', '.ics', '.ical', '.eml']);

/** Files of paths and folders (in folders the likely ones, by name), each as its path. Throws when a path is not there. */
export async function collectFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path)).isDirectory();
    if (isFolder) await walk(path, found, 0);
    else found.push(path);
  }
  return found.slice(0, FILES_MOST);
}

async function walk(folder: string, found: string[], depth: number): Promise<void> {
  if (depth > DEPTH_MOST || found.length >= FILES_MOST) return;
  for (const name of (await readdir(folder)).toSorted()) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const entry = await lstat(path);
    if (entry.isDirectory()) await walk(path, found, depth + 1);
    else if (entry.isFile() && EXTENSIONS.has(extname(basename(path)).toLowerCase())) found.push(path);
  }
}

/** The bytes of a file, and one more than may be when there are more: the reader says so then. */
export async function readBytes(path: string): Promise<Uint8Array> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const buffer = Buffer.alloc(Math.min(size, FILE_MOST + 1));
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
