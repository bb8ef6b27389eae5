import type { Db } from '#log/sqlite.ts';

export type EntryRow = {
  readonly idx: number;
  readonly at: number;
  readonly kind: string;
  readonly about: string;
  /** JSON. */
  readonly facts: string;
  /** The leaf as it is hashed. */
  readonly leaf: string;
  readonly shown: number;
};

export type TextRow = {
  readonly idx: number;
  readonly name: string;
  readonly commitment: string;
  /** Null with its salt once it was redacted. */
  readonly text: string | null;
  readonly salt: string | null;
};

const COLUMNS = 'idx, at, kind, about, facts, leaf, shown';

export function ledgerStore(db: Db) {
  const size = db.prepare<{ n: number }>('SELECT coalesce(max(idx) + 1, 0) AS n FROM ledger_entry');
  const add = db.prepare(`INSERT INTO ledger_entry (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const addText = db.prepare(
    'INSERT INTO ledger_text (idx, name, commitment, text, salt) VALUES (?, ?, ?, ?, ?)',
  );
  const byIndex = db.prepare<EntryRow>(`SELECT ${COLUMNS} FROM ledger_entry WHERE idx = ?`);
  const about = db.prepare<EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entry WHERE about = ? ORDER BY idx LIMIT ?`,
  );
  const from = db.prepare<EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entry WHERE idx >= ? ORDER BY idx LIMIT ?`,
  );
  const before = db.prepare<EntryRow>(
    `SELECT ${COLUMNS} FROM ledger_entry WHERE idx < ? ORDER BY idx DESC LIMIT ?`,
  );
  const leaves = db.prepare<{ leaf: string }>(
    'SELECT leaf FROM ledger_entry WHERE idx >= ? ORDER BY idx LIMIT ?',
  );
  const texts = db.prepare<TextRow>(
    'SELECT idx, name, commitment, text, salt FROM ledger_text WHERE idx = ? ORDER BY name',
  );
  const show = db.prepare('UPDATE ledger_entry SET shown = 1 WHERE idx = ?');
  const redact = db.prepare('UPDATE ledger_text SET text = NULL, salt = NULL WHERE idx = ?');
  return {
    size: () => size.get()!.n,
    add: (row: EntryRow) =>
      void add.run(row.idx, row.at, row.kind, row.about, row.facts, row.leaf, row.shown),
    addText: (row: TextRow) => void addText.run(row.idx, row.name, row.commitment, row.text, row.salt),
    byIndex: (index: number) => byIndex.get(index),
    about: (name: string, limit: number) => about.all(name, limit),
    /** Oldest first. */
    from: (index: number, limit: number) => from.all(index, limit),
    /** Newest first. */
    before: (index: number, limit: number) => before.all(index, limit),
    leaves: (index: number, limit: number) => leaves.all(index, limit).map(({ leaf }) => leaf),
    texts: (index: number) => texts.all(index),
    show: (index: number) => void show.run(index),
    redact: (index: number) => void redact.run(index),
  };
}
