import { DatabaseSync } from 'node:sqlite';

/** The only file that touches node:sqlite, whose class is being renamed. */
export type Value = number | string | null | Uint8Array;

export type Statement<Row> = {
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
  run(...values: Value[]): { changes: number | bigint; lastInsertRowid: number | bigint };
};

export type Db = {
  readonly path: string;
  exec(sql: string): void;
  /** A prepared statement that belongs to this database. Run it to its end; never across an await. */
  prepare<Row>(sql: string): Statement<Row>;
  /** What `make` builds over this database (a room's prepared statements), made once per opened database. */
  of<T>(make: (db: Db) => T): T;
  close(): void;
};

export type OpenOptions = {
  readonly readOnly?: boolean;
  /** Pragmas as `name = value`, run in order after opening. */
  readonly pragmas?: readonly string[];
  /** How long to wait for another connection's lock, milliseconds. */
  readonly busyTimeoutMs?: number;
};

/** Opens a SQLite file, made if it is not there. Throws SQLite's error when it cannot. */
export function openDatabase(path: string, options: OpenOptions = {}): Db {
  const raw = new DatabaseSync(path, {
    readOnly: options.readOnly ?? false,
    timeout: options.busyTimeoutMs ?? 5_000,
  });
  for (const pragma of options.pragmas ?? []) raw.exec(`PRAGMA ${pragma}`);
  const made = new Map<unknown, unknown>();
  const db: Db = {
    path,
    exec: (sql) => raw.exec(sql),
    prepare: <Row>(sql: string) => raw.prepare(sql) as object as Statement<Row>,
    of<T>(make: (db: Db) => T): T {
      let store = made.get(make) as T | undefined;
      if (store === undefined) {
        store = make(db);
        made.set(make, store);
      }
      return store;
    },
    close: () => raw.close(),
  };
  return db;
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export function transaction<T>(db: Db, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/** Rolls back if a transaction is open. Some errors (a full disk) have already ended it. */
export function rollBack(db: Db): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // No transaction was open: the error that brought us here had rolled it back.
  }
}

const STORAGE_CODES = new Set([5, 6, 7, 8, 10, 11, 13, 14, 26]);

/** Whether an error is the storage's (busy, no memory, read-only, I/O, corrupt, full, cannot open) and not the command's. */
export function isStorageError(error: unknown): boolean {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && STORAGE_CODES.has(code & 0xff);
}
