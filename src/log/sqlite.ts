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
  /** Whether a transaction is open. Some errors of the storage end one by themselves. */
  inTransaction(): boolean;
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
  try {
    for (const pragma of options.pragmas ?? []) raw.exec(`PRAGMA ${pragma}`);
  } catch (error) {
    raw.close();
    throw error;
  }
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
    inTransaction: () => raw.isTransaction,
    close: () => raw.close(),
  };
  return db;
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. `DEFERRED` suits reading. */
export function transaction<T>(db: Db, work: () => T, kind: 'IMMEDIATE' | 'DEFERRED' = 'IMMEDIATE'): T {
  db.exec(`BEGIN ${kind}`);
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

/** Busy, no memory, read-only, I/O, corrupt, full, cannot open, locking protocol, not a database. */
const STORAGE_CODES = new Set([5, 7, 8, 10, 11, 13, 14, 15, 26]);
const CORRUPT_CODES = new Set([11, 26]);

/** Whether an error is the storage's (full, I/O, busy, closed …) and not the fault of the command that met it. */
export function isStorageError(error: unknown): boolean {
  if ((error as { code?: unknown } | null)?.code === 'ERR_INVALID_STATE') return true;
  return hasCode(error, STORAGE_CODES);
}

/** Whether SQLite says that the file is not what SQLite wrote. Waiting does not help; rebuilding does. */
export function isCorruption(error: unknown): boolean {
  return hasCode(error, CORRUPT_CODES);
}

function hasCode(error: unknown, codes: ReadonlySet<number>): boolean {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && codes.has(code & 0xff);
}
