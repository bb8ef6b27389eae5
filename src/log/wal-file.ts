import { closeSync, fdatasync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** The write-ahead log beside a database that this process alone writes. */
export type WalFile = {
  /** Takes room ahead. To be called while this process holds the database's write lock, so that nobody else lengthens the file. */
  takeRoom(): void;
  /** Resolves when everything that was committed before the call is on the disk. */
  sync(): Promise<void>;
  close(): void;
};

const ROOM_BYTES = 1_048_576;
const ROOM = Buffer.alloc(ROOM_BYTES);

/**
 * Follows the WAL of a database, and first makes durable what an earlier process may have left there unsynced.
 *
 * SQLite's own fsync after a commit waits for the whole file system where its journal orders data (ext4 does): while a checkpoint writes,
 * for hundreds of milliseconds. `fdatasync` of bytes whose blocks the file already has waits for those bytes alone. So the commit syncs nothing
 * (`synchronous = NORMAL`), this does, and the file is lengthened with zeros a mebibyte at a time: what lies behind
 * the last frame means nothing to SQLite.
 */
export function openWalFile(database: string): WalFile {
  const file = openSynced(`${database}-wal`);
  let length = 0;

  return {
    takeRoom() {
      const { size } = fstatSync(file);
      if (size === length) return;
      length = lengthen(file, size);
    },
    sync: () =>
      new Promise((resolve, reject) => fdatasync(file, (error) => (error ? reject(error) : resolve()))),
    close: () => closeSync(file),
  };
}

function openSynced(path: string): number {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
    return file;
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** The new length. On a full disk the room is left to those who need it now. */
function lengthen(file: number, size: number): number {
  try {
    if (writeSync(file, ROOM, 0, ROOM_BYTES, size) === ROOM_BYTES) return size + ROOM_BYTES;
  } catch {
    // No room ahead only means that commits are slower.
  }
  ftruncateSync(file, size);
  return size;
}
