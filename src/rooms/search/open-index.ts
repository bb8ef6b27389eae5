import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Db, openDatabase } from '#log/sqlite.ts';
import { findStore, makeIndex } from '#rooms/search/index-store.ts';
import type { View } from '#view/reader.ts';

const WRITER_PRAGMAS = ['journal_mode = WAL', 'synchronous = NORMAL', 'secure_delete = ON'];

/** Where the index lies: beside its view. It may be deleted; it is made again. */
function indexPath(viewPath: string): string {
  return join(dirname(viewPath), 'search.db');
}

/** The index for its one writer, the jobs. */
export function indexWriter(view: View): Db {
  const db = openDatabase(indexPath(view.db.path), { pragmas: WRITER_PRAGMAS });
  makeIndex(db);
  return db;
}

/** The index as a reading process has it: undefined while there is none yet. */
export function indexReader(view: View) {
  const path = indexPath(view.db.path);
  let db: Db | undefined;
  return {
    find(match: string, above: number, below: number, limit: number, offset: number): number[] {
      if (!db && existsSync(path)) db = openDatabase(path, { readOnly: true });
      return db ? db.of(findStore).find(match, above, below, limit, offset) : [];
    },
  };
}
