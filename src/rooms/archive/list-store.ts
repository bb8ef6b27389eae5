import type { Db } from '#log/sqlite.ts';

/** The SQL by which lists of an archive come in. */
export function importedListStore(db: Db) {
  const byTitle = db.prepare<{ id: number }>(
    'SELECT id FROM list WHERE account_id = ? AND title = ? LIMIT 1',
  );
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM list WHERE account_id = ?');
  const insert = db.prepare('INSERT INTO list (id, account_id, title) VALUES (?, ?, ?)');
  const addMember = db.prepare(
    'INSERT OR IGNORE INTO list_member (list_id, account_id, seq) VALUES (?, ?, ?)',
  );
  return {
    byTitle: (accountId: number, title: string) => byTitle.get(accountId, title)?.id,
    count: (accountId: number) => count.get(accountId)!.n,
    insert: (id: number, accountId: number, title: string) => void insert.run(id, accountId, title),
    addMember: (listId: number, accountId: number, seq: number) => void addMember.run(listId, accountId, seq),
  };
}
