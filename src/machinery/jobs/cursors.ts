import { existsSync } from 'node:fs';
import { type Db, openDatabase, transaction } from '#log/sqlite.ts';

/** How far a kind of effect has been carried out, and how the next one goes. */
export type Cursor = {
  readonly kind: string;
  readonly seq: number;
  readonly n: number;
  readonly attempts: number;
  /** Not before this moment, milliseconds. */
  readonly notBefore: number;
};

/** An effect that was given up. What it was about is not kept. */
export type Failure = {
  readonly kind: string;
  readonly seq: number;
  readonly n: number;
  readonly at: number;
  readonly error: string;
};

export type Cursors = {
  of(kind: string): Cursor;
  put(cursors: readonly Cursor[]): void;
  fail(failure: Failure): void;
  close(): void;
};

/** Failures that are remembered; and how much of what each said, characters. */
export const FAILURES_MOST = 1_000;
const ERROR_MOST = 500;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS cursor (
    kind TEXT PRIMARY KEY, seq INTEGER NOT NULL, n INTEGER NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS failure (
    kind TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL, error TEXT NOT NULL,
    PRIMARY KEY (seq, n, kind)
  ) STRICT, WITHOUT ROWID;
`;

/** Where the log and its view stand when the jobs' memory is opened. */
export type Standing = { readonly epoch: string; readonly seq: number };

/**
 * The jobs' own memory, durable and apart from the view: a rebuilt view does nothing twice. A memory that is missing, or
 * belongs to another log, begins at the end of what is there: after a restore nothing goes out a second time.
 */
export function openCursors(path: string, kinds: readonly string[], standing: Standing): Cursors {
  const db: Db = openDatabase(path, { pragmas: ['journal_mode = WAL', 'synchronous = FULL'] });
  db.exec(SCHEMA);
  const store = cursorStore(db);
  transaction(db, () => {
    const same = store.epoch() === standing.epoch;
    if (!same) store.begin(standing.epoch);
    const start = same ? 0 : standing.seq;
    for (const kind of kinds) store.addMissing({ kind, ...endOf(start), attempts: 0, notBefore: 0 });
    store.forgetOthers(kinds);
  });
  return {
    of: (kind) => store.get(kind)!,
    put: (cursors) => transaction(db, () => cursors.forEach(store.put)),
    fail: (failure) => transaction(db, () => store.fail(failure)),
    close: () => db.close(),
  };
}

/** Makes the memory of a house that is new: its jobs begin with the first command. Does nothing if there is one. */
export function beginCursors(path: string, epoch: string): void {
  if (existsSync(path)) return;
  openCursors(path, [], { epoch, seq: 0 }).close();
}

/** The sequence up to which every kind has been carried out whole; 0 while that is not known. */
export function readLowestCursor(path: string): number {
  const lowest = `SELECT min(CASE n WHEN ${endOf(0).n} THEN seq ELSE seq - 1 END) AS seq FROM cursor`;
  return readJobs(path, (db) => db.prepare<{ seq: number | null }>(lowest).get())?.seq ?? 0;
}

/** The effects that were given up, newest first. */
export function readFailures(path: string, most: number): readonly Failure[] {
  return (
    readJobs(path, (db) =>
      db.prepare<Failure>('SELECT kind, seq, n, at, error FROM failure ORDER BY at DESC LIMIT ?').all(most),
    ) ?? []
  );
}

function readJobs<T>(path: string, read: (db: Db) => T): T | undefined {
  if (!existsSync(path)) return undefined;
  const db = openDatabase(path, { readOnly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** Behind everything of a sequence. */
export function endOf(seq: number): { readonly seq: number; readonly n: number } {
  return { seq, n: Number.MAX_SAFE_INTEGER };
}

function cursorStore(db: Db) {
  const epoch = db.prepare<{ value: string }>("SELECT value FROM meta WHERE name = 'epoch'");
  const setEpoch = db.prepare("INSERT OR REPLACE INTO meta VALUES ('epoch', ?)");
  const clear = db.prepare('DELETE FROM cursor');
  const get = db.prepare<Cursor>(
    'SELECT kind, seq, n, attempts, not_before AS notBefore FROM cursor WHERE kind = ?',
  );
  const put = db.prepare('INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?)');
  const add = db.prepare('INSERT OR IGNORE INTO cursor VALUES (?, ?, ?, ?, ?)');
  const forget = db.prepare('DELETE FROM cursor WHERE kind NOT IN (SELECT value FROM json_each(?))');
  const fail = db.prepare('INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?, ?)');
  const trim = db.prepare(
    `DELETE FROM failure WHERE (seq, n, kind) IN
      (SELECT seq, n, kind FROM failure ORDER BY at DESC LIMIT -1 OFFSET ${FAILURES_MOST})`,
  );
  return {
    epoch: () => epoch.get()?.value,
    begin(value: string) {
      clear.run();
      setEpoch.run(value);
    },
    get: (kind: string) => get.get(kind),
    put: (c: Cursor) => void put.run(c.kind, c.seq, c.n, c.attempts, c.notBefore),
    addMissing: (c: Cursor) => void add.run(c.kind, c.seq, c.n, c.attempts, c.notBefore),
    forgetOthers: (kinds: readonly string[]) => void forget.run(JSON.stringify(kinds)),
    fail(f: Failure) {
      fail.run(f.kind, f.seq, f.n, f.at, f.error.slice(0, ERROR_MOST));
      trim.run();
    },
  };
}
