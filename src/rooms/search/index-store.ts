import type { Db } from '#log/sqlite.ts';

/** How far the index has followed the view. While it is made anew, posts with ids from `rebuiltBelow` on are in it. */
export type Progress = { readonly epoch: string; readonly seq: number; readonly rebuiltBelow: number };

/** Makes the index's tables. FTS5's own secure-delete takes words out of its pages, not only out of reach. */
export function makeIndex(db: Db): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS progress (
      one INTEGER PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL, seq INTEGER NOT NULL, rebuilt_below INTEGER NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE IF NOT EXISTS post USING fts5(text, marks, tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO post (post, rank) VALUES ('secure-delete', 1);
  `);
}

/** Whether the index's tables are there. */
export function isMade(db: Db): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'post'").get() !== undefined;
}

export function indexStore(db: Db) {
  const get = db.prepare<Progress>(
    'SELECT epoch, seq, rebuilt_below AS rebuiltBelow FROM progress WHERE one = 1',
  );
  const put = db.prepare('INSERT OR REPLACE INTO progress VALUES (1, ?, ?, ?)');
  const add = db.prepare('INSERT INTO post (rowid, text, marks) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM post WHERE rowid = ?');
  const clear = db.prepare('DELETE FROM post');
  return {
    progress: () => get.get(),
    setProgress: (p: Progress) => void put.run(p.epoch, p.seq, p.rebuiltBelow),
    /** Puts a post in, in place of what was there of it. */
    put(id: number, text: string, marks: string): void {
      remove.run(id);
      add.run(id, text, marks);
    },
    remove: (id: number) => void remove.run(id),
    clear: () => void clear.run(),
  };
}

/** Finds posts, newest first. */
export function findStore(db: Db) {
  const find = db.prepare<{ id: number }>(
    'SELECT rowid AS id FROM post WHERE post MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid DESC LIMIT ? OFFSET ?',
  );
  return {
    find: (match: string, above: number, below: number, limit: number, offset: number) =>
      find.all(match, above, below, limit, offset).map((row) => row.id),
  };
}
