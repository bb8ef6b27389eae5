import { randomBytes } from 'node:crypto';
import { linkAll, ZERO } from '#log/chain.ts';
import type { Draft, Entry, Head, Log } from '#log/port.ts';
import { SKIP } from '#log/port.ts';
import { type Db, openDatabase, transaction } from '#log/sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    body TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entry_skip ON entry (seq) WHERE kind = '${SKIP}';
`;

/** `synchronous = FULL` makes each commit one fsync of the WAL; a worker checkpoints, never a commit. */
const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'secure_delete = ON',
  'wal_autocheckpoint = 0',
  'journal_size_limit = 67108864',
];

/** The log in one SQLite file. Durable when `append` resolves: the WAL is fsynced by the commit. */
export function openLocalLog(path: string): Log {
  const db = openDatabase(path, { pragmas: PRAGMAS });
  db.exec(SCHEMA);
  return localLog(db, readEpoch(db));
}

function readEpoch(db: Db): string {
  db.prepare('INSERT OR IGNORE INTO meta VALUES (?, ?)').run('epoch', randomBytes(16).toString('hex'));
  return db.prepare<{ value: string }>("SELECT value FROM meta WHERE name = 'epoch'").get()!.value;
}

function localLog(db: Db, epoch: string): Log {
  const insert = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)');
  const last = db.prepare<Entry>('SELECT * FROM entry ORDER BY seq DESC LIMIT 1');
  const first = db.prepare<{ seq: number }>('SELECT seq FROM entry ORDER BY seq LIMIT 1');
  const one = db.prepare<Entry>('SELECT * FROM entry WHERE seq = ?');
  const after = db.prepare<Entry>('SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?');
  const skips = db.prepare<{ body: string }>(
    `SELECT body FROM entry WHERE kind = '${SKIP}' AND seq > ? ORDER BY seq`,
  );
  let head: Head = last.get() ?? ZERO;

  return {
    epoch,
    append(drafts: readonly Draft[], nowMs: number) {
      const entries = linkAll(head, drafts, nowMs);
      try {
        transaction(db, () => {
          for (const e of entries) insert.run(e.seq, e.at, e.kind, e.id, e.body, e.hash);
        });
      } catch (error) {
        return Promise.reject(error);
      }
      head = entries.at(-1) ?? head;
      return Promise.resolve(entries);
    },
    read: (afterSeq, limit) => after.all(afterSeq, limit),
    skips: (afterSeq) =>
      new Set(skips.all(afterSeq).map((row) => (JSON.parse(row.body) as { seq: number }).seq)),
    head: () => head,
    at: (seq) => (seq === 0 ? ZERO : one.get(seq)),
    firstSeq: () => first.get()?.seq ?? head.seq + 1,
    lastBefore: (ms) => lastBefore(ms, first.get()?.seq ?? 1, head.seq, (seq) => one.get(seq)?.at ?? 0),
    truncate(upToSeq) {
      const limit = Math.min(upToSeq, head.seq - 1);
      db.prepare('DELETE FROM entry WHERE seq <= ?').run(limit);
    },
    close: () => db.close(),
  };
}

/** Times never decrease, so the place is found by halving. */
function lastBefore(ms: number, lowest: number, highest: number, timeOf: (seq: number) => number): number {
  let low = lowest;
  let high = highest + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (timeOf(middle) < ms) low = middle + 1;
    else high = middle;
  }
  return low - 1 < lowest ? 0 : low - 1;
}
