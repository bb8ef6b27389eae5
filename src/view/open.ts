import { type Db, openDatabase } from '#log/sqlite.ts';
import { migrate, schemaOf } from '#view/migrate.ts';
import { migrations } from '#view/migrations/index.ts';
import type { Migration } from '#view/rewrite.ts';

/** Never `synchronous = OFF`: the log is durable, the view may lose its tail at power loss and catches up. */
const WRITER_PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'secure_delete = ON',
  'wal_autocheckpoint = 0',
  'foreign_keys = OFF',
  'cache_size = -65536',
  'temp_store = MEMORY',
  'journal_size_limit = 67108864',
];
const READER_PRAGMAS = ['cache_size = -32768', 'mmap_size = 1073741824', 'temp_store = MEMORY'];

/** Opens the view for its one writer, migrated to the newest schema. */
export function openViewForWriting(path: string, steps?: readonly Migration[]): Db {
  const db = openDatabase(path, { pragmas: WRITER_PRAGMAS });
  try {
    migrate(db, steps);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the view for reading. The file must be there. */
export function openViewForReading(path: string): Db {
  return openDatabase(path, { readOnly: true, pragmas: READER_PRAGMAS });
}

/** Whether a view has the schema that this version reads, or is still to be migrated by its writer. */
export function hasThisSchema(path: string): boolean {
  const db = openViewForReading(path);
  try {
    return schemaOf(db) >= migrations.length;
  } finally {
    db.close();
  }
}
