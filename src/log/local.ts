import { randomBytes } from 'node:crypto';
import { linkAll, ZERO } from '#log/chain.ts';
import { type Entry, type Head, type Log, LogInDoubt, type LogReader, SKIP } from '#log/port.ts';
import { type Db, openDatabase, transaction } from '#log/sqlite.ts';
import { openWalFile, type WalFile } from '#log/wal-file.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS entry (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    body TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entry_skip ON entry (seq) WHERE kind = '${SKIP}';
`;

/** A commit syncs nothing: `append` syncs the WAL before it resolves. A worker checkpoints, never a commit. */
const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'secure_delete = ON',
  'wal_autocheckpoint = 0',
  'journal_size_limit = 67108864',
];
const TRUNCATE_CHUNK = 500;

type File = {
  readonly db: Db;
  readonly wal: WalFile;
  readonly statements: ReturnType<typeof logStatements>;
};

/** The log in one SQLite file. Durable when `append` resolves: its WAL has then been synced. */
export function openLocalLog(path: string): Log {
  let file: File | undefined = openFile(path);
  const { epoch } = file.statements;
  let head = file.statements.head();
  let inDoubt = false;
  const now = () => {
    if (!file) throw new LogInDoubt();
    return file;
  };

  return {
    ...readingPart(() => now().statements),
    head: async () => head,
    async append(drafts, nowMs) {
      if (inDoubt) throw new LogInDoubt();
      const entries = linkAll(head, drafts, nowMs);
      try {
        insertAll(now(), entries);
        await now().wal.sync();
      } catch (error) {
        inDoubt = true;
        throw error;
      }
      head = entries.at(-1) ?? head;
      return entries;
    },
    async recover() {
      if (!inDoubt) return;
      const former = file;
      file = undefined;
      if (former) quietly(() => closeFile(former));
      file = reopenFile(path, epoch, head);
      head = file.statements.head();
      inDoubt = false;
    },
    async truncate(upToSeq) {
      const last = Math.min(upToSeq, head.seq - 1);
      for (let first = now().statements.firstSeq(); first <= last; first += TRUNCATE_CHUNK) {
        forget(now(), Math.min(last, first + TRUNCATE_CHUNK - 1));
        await new Promise(setImmediate);
      }
    },
    close: async () => file && closeFile(file),
    epoch,
  };
}

/** A log in the same file that another process writes. Never writes itself; the file must be there. */
export function openLocalLogForReading(path: string): LogReader {
  const db = openDatabase(path, { readOnly: true });
  const statements = logStatements(db);
  return {
    ...readingPart(() => statements),
    head: async () => statements.head(),
    close: async () => db.close(),
    epoch: statements.epoch,
  };
}

function readingPart(now: () => File['statements']) {
  return {
    read: async (afterSeq: number, limit: number) => now().after.all(afterSeq, limit),
    skips: async (afterSeq: number) =>
      new Set(
        now()
          .skips.all(afterSeq)
          .map(({ body }) => skippedBy(body)),
      ),
    at: async (seq: number): Promise<Head | undefined> => (seq === 0 ? ZERO : now().one.get(seq)),
    firstSeq: async () => now().firstSeq(),
    lastBefore: async (ms: number) => now().lastBefore(ms),
  };
}

/** The sequence that a skip entry withdraws. */
export function skippedBy(body: string): number {
  return (JSON.parse(body) as { readonly seq: number }).seq;
}

/** Nothing stays open when it fails: it is tried again and again while a storage does not serve. */
function openFile(path: string): File {
  const db = openDatabase(path, { pragmas: PRAGMAS });
  try {
    db.exec(SCHEMA);
    db.prepare('INSERT OR IGNORE INTO meta VALUES (?, ?)').run('epoch', randomBytes(16).toString('hex'));
    const statements = logStatements(db);
    return { db, statements, wal: openWalFile(path) };
  } catch (error) {
    quietly(() => db.close());
    throw error;
  }
}

/**
 * Opens the file anew after a commit of unknown outcome. A failed fsync may have left frames in memory that
 * never reached the disk, so what is there counts only after a checkpoint has written and fsynced it elsewhere
 * and emptied the WAL: then no half-made commit can turn up later.
 */
function reopenFile(path: string, epoch: string, durable: Head): File {
  const file = openFile(path);
  try {
    const { busy } = file.db.prepare<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').get()!;
    if (busy) throw new Error('the log is being read and cannot be made durable yet');
    const same = durable.seq === 0 || file.statements.one.get(durable.seq)?.hash === durable.hash;
    if (!same || file.statements.epoch !== epoch)
      throw new Error('the log has lost entries that were durable');
    return file;
  } catch (error) {
    quietly(() => closeFile(file));
    throw error;
  }
}

function closeFile({ db, wal }: File): void {
  wal.close();
  db.close();
}

/** A storage that fails may refuse the checkpoint of the last close; the WAL stays and is read at the next opening. */
function quietly(close: () => void): void {
  try {
    close();
  } catch {
    // What could not be written stays in the WAL.
  }
}

function insertAll({ db, wal, statements }: File, entries: readonly Entry[]): void {
  transaction(db, () => {
    wal.takeRoom();
    for (const e of entries) statements.insert.run(e.seq, e.at, e.kind, e.id, e.body, e.hash);
  });
}

/**
 * Takes entries out of the file. `secure_delete` wipes the cells it frees, but the copies that remain when rows
 * move between pages are not wiped: so each text is overwritten in place by as many zeros first, and only zeros
 * move.
 */
function forget({ db, statements }: File, upToSeq: number): void {
  transaction(db, () => {
    statements.blank.run(upToSeq);
    statements.remove.run(upToSeq);
  });
}

function logStatements(db: Db) {
  const last = db.prepare<Entry>('SELECT * FROM entry ORDER BY seq DESC LIMIT 1');
  const first = db.prepare<{ seq: number }>('SELECT seq FROM entry ORDER BY seq LIMIT 1');
  const one = db.prepare<Entry>('SELECT * FROM entry WHERE seq = ?');
  const zeros = (column: string) =>
    `${column} = substr(hex(zeroblob(octet_length(${column}))), 1, octet_length(${column}))`;
  const statements = {
    epoch: db.prepare<{ value: string }>("SELECT value FROM meta WHERE name = 'epoch'").get()!.value,
    one,
    after: db.prepare<Entry>('SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?'),
    skips: db.prepare<{ body: string }>(
      `SELECT body FROM entry WHERE kind = '${SKIP}' AND seq > ? ORDER BY seq`,
    ),
    insert: db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)'),
    blank: db.prepare(`UPDATE entry SET ${zeros('id')}, ${zeros('body')}, ${zeros('hash')} WHERE seq <= ?`),
    remove: db.prepare('DELETE FROM entry WHERE seq <= ?'),
    head: (): Head => {
      const entry = last.get();
      return entry ? { seq: entry.seq, at: entry.at, hash: entry.hash } : ZERO;
    },
    firstSeq: () => first.get()?.seq ?? 1,
    lastBefore: (ms: number) =>
      lastBefore(ms, first.get()?.seq ?? 1, last.get()?.seq ?? 0, (seq) => one.get(seq)?.at ?? 0),
  };
  return statements;
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
