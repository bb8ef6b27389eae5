import { type Db, openDatabase } from '#log/sqlite.ts';

/** How far a kind of effect has been carried out, and how the next one goes. */
export type Cursor = {
  readonly kind: string;
  readonly seq: number;
  readonly n: number;
  readonly attempts: number;
  /** Not before this moment, milliseconds. */
  readonly notBefore: number;
};

export type Cursors = {
  of(kind: string): Cursor;
  put(cursor: Cursor): void;
  /** The lowest sequence that every kind is done with; Infinity when there is no kind. */
  lowest(): number;
  close(): void;
};

/** The jobs' own memory, durable and apart from the view: a rebuilt view does nothing twice. */
export function openCursors(path: string): Cursors {
  const db: Db = openDatabase(path, { pragmas: ['journal_mode = WAL', 'synchronous = FULL'] });
  db.exec(`CREATE TABLE IF NOT EXISTS cursor (
    kind TEXT PRIMARY KEY, seq INTEGER NOT NULL, n INTEGER NOT NULL, attempts INTEGER NOT NULL, not_before INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`);
  const get = db.prepare<Cursor>(
    'SELECT kind, seq, n, attempts, not_before AS notBefore FROM cursor WHERE kind = ?',
  );
  const put = db.prepare('INSERT OR REPLACE INTO cursor VALUES (?, ?, ?, ?, ?)');
  const lowest = db.prepare<{ seq: number | null }>('SELECT min(seq) AS seq FROM cursor');
  return {
    of: (kind) => get.get(kind) ?? { kind, seq: 0, n: -1, attempts: 0, notBefore: 0 },
    put: (c) => void put.run(c.kind, c.seq, c.n, c.attempts, c.notBefore),
    lowest: () => lowest.get()?.seq ?? Number.POSITIVE_INFINITY,
    close: () => db.close(),
  };
}
