import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { type Db, openDatabase, rollBack } from '#log/sqlite.ts';
import { passiveCheckpoint } from '#view/checkpoint.ts';

/**
 * `secure_delete` wipes rows that are deleted, but not the copies that stay behind in the unused middle of a
 * page when SQLite moves rows to a neighbour: about one deleted text in a thousand can still be read there.
 * This overwrites those parts with zeros, in the file itself.
 *
 * It is safe beside readers and the writer because only bytes that no row uses change, and only while the
 * writer is locked out and the WAL holds nothing that is not in the file: then nobody else writes to it. After
 * a crash a page has old zeros or old remains there; both mean nothing to SQLite.
 */

const CHUNK_PAGES = 256;
const WIPES_PER_LOCK = 64;
const PAUSE_MS = 10;
const TRIES = 20;
/** Beyond, the first byte of an overflow page (a page number) could look like the kind of a page of rows. */
const PAGES_MOST = 2 ** 25;

type Part = { readonly from: number; readonly to: number };

/**
 * Wipes what had been deleted before the call from a whole file, given a connection that may checkpoint it.
 * False when readers kept the WAL from being written into the file.
 */
export async function wipeUnused(db: Db): Promise<boolean> {
  if (!passiveCheckpoint(db).whole) return false;
  const pageSize = db.prepare<{ page_size: number }>('PRAGMA page_size').get()!.page_size;
  const file = openSync(db.path, 'r+');
  const lock = openDatabase(db.path, { pragmas: ['wal_autocheckpoint = 0'] });
  try {
    for (let first = 1; ; first += CHUNK_PAGES) {
      const pages = dirtyPages(file, pageSize, first);
      if (!pages) break;
      for (let i = 0; i < pages.length; i += WIPES_PER_LOCK)
        if (!(await wipePages(db, lock, file, pageSize, pages.slice(i, i + WIPES_PER_LOCK)))) return false;
      await pause();
    }
    fsyncSync(file);
    return true;
  } finally {
    lock.close();
    closeSync(file);
  }
}

/** Numbers of pages in a chunk that have something in their unused part; undefined past the end of the file. */
function dirtyPages(file: number, pageSize: number, first: number): readonly number[] | undefined {
  const chunk = Buffer.alloc(CHUNK_PAGES * pageSize);
  const bytes = readSync(file, chunk, 0, chunk.length, first * pageSize);
  if (bytes === 0) return undefined;
  const dirty: number[] = [];
  for (let i = 0; (i + 1) * pageSize <= bytes; i++)
    if (first + i < PAGES_MOST && remains(chunk.subarray(i * pageSize, (i + 1) * pageSize)))
      dirty.push(first + i);
  return dirty;
}

/** Looks at the pages again under the lock, and wipes them. */
async function wipePages(
  db: Db,
  lock: Db,
  file: number,
  pageSize: number,
  pages: readonly number[],
): Promise<boolean> {
  for (let i = 0; i < TRIES; i++) {
    passiveCheckpoint(db);
    lock.exec('BEGIN IMMEDIATE');
    try {
      if (passiveCheckpoint(db).whole) {
        for (const page of pages) wipePage(file, pageSize, page);
        forgetCaches(lock);
        lock.exec('COMMIT');
        return true;
      }
      lock.exec('ROLLBACK');
    } catch (error) {
      rollBack(lock);
      throw error;
    }
    await pause();
  }
  return false;
}

/** A commit of nothing new makes other connections drop the pages they hold in memory, remains and all. */
function forgetCaches(lock: Db): void {
  const { user_version } = lock.prepare<{ user_version: number }>('PRAGMA user_version').get()!;
  lock.exec(`PRAGMA user_version = ${user_version}`);
}

function wipePage(file: number, pageSize: number, number: number): void {
  const page = Buffer.alloc(pageSize);
  readSync(file, page, 0, pageSize, number * pageSize);
  const part = remains(page);
  if (part)
    writeSync(file, Buffer.alloc(part.to - part.from), 0, part.to - part.from, number * pageSize + part.from);
}

const ROW_PAGES = new Map([
  [2, 12],
  [5, 12],
  [10, 8],
  [13, 8],
]);

/**
 * The unused middle of a page of rows, if there is anything in it: between the pointers to its rows and the
 * rows (SQLite's file format, section 1.6, "B-tree Pages"). Undefined for clean pages, for pages of another
 * kind, and for what does not look right.
 */
export function remains(page: Buffer): Part | undefined {
  const header = ROW_PAGES.get(page[0]!);
  if (header === undefined) return undefined;
  const from = header + 2 * page.readUInt16BE(3);
  const to = page.readUInt16BE(5) || 65_536;
  if (from >= to || to > page.length) return undefined;
  for (let i = from; i < to; i++) if (page[i] !== 0) return { from, to };
  return undefined;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
