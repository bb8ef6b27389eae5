import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Db, openDatabase, transaction } from '#log/sqlite.ts';
import { findStore, isMade, makeIndex } from '#rooms/search/index-store.ts';
import type { View } from '#view/reader.ts';

const WRITER_PRAGMAS = ['journal_mode = WAL', 'synchronous = NORMAL', 'secure_delete = ON'];

/** Where the index lies: beside its view. It may be deleted; it is made again. */
function indexPath(viewPath: string): string {
  return join(dirname(viewPath), 'search.db');
}

/** The index for its one writer, the jobs. */
export function indexWriter(view: View): Db {
  const db = openDatabase(indexPath(view.db.path), { pragmas: WRITER_PRAGMAS });
  transaction(db, () => makeIndex(db));
  return db;
}

/** The index as a reading process has it: undefined while there is none yet. */
export function indexReader(view: View) {
  const path = indexPath(view.db.path);
  let db: Db | undefined;
  return {
    find(match: string, above: number, below: number, limit: number, offset: number): number[] {
      db ??= openIfMade(path);
      return db ? db.of(findStore).find(match, above, below, limit, offset) : [];
    },
  };
}

/** The file is there a moment before its tables are. */
function openIfMade(path: string): Db | undefined {
  if (!existsSync(path)) return undefined;
  const db = openDatabase(path, { readOnly: true });
  if (isMade(db)) return db;
  db.close();
  return undefined;
}
