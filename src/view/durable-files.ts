import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a file's bytes durable. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes what was created, renamed or removed in a folder durable. */
export function syncFolder(path: string): void {
  syncFile(path);
}

/** Gives a finished file its final name, durably: after a crash there is the whole file under it, or none. */
export function putInPlace(from: string, to: string): void {
  syncFile(from);
  renameSync(from, to);
  syncFolder(dirname(to));
}

/** The files that belong to a SQLite database, those that are there. The main file comes last. */
export function filesOf(database: string): readonly { readonly path: string; readonly suffix: string }[] {
  return ['-wal', '-shm', '-journal', '']
    .map((suffix) => ({ path: `${database}${suffix}`, suffix }))
    .filter(({ path }) => existsSync(path));
}
