import type { Db } from '#log/sqlite.ts';

/** Words by which accounts are found, each pointing to those who carry it. */
export function wordStore(db: Db) {
  const insert = db.prepare('INSERT OR IGNORE INTO account_word (word, account_id) VALUES (?, ?)');
  const clear = db.prepare('DELETE FROM account_word WHERE account_id = ?');
  const beginning = db.prepare<{ id: number }>(
    'SELECT DISTINCT account_id AS id FROM account_word WHERE word >= ?1 AND word < ?2 LIMIT ?3',
  );
  return {
    /** Replaces an account's words. */
    put(accountId: number, words: readonly string[]): void {
      clear.run(accountId);
      for (const word of words) insert.run(word, accountId);
    },
    clear: (accountId: number) => void clear.run(accountId),
    /** Ids of accounts with a word that begins so, at most `limit`. */
    beginning: (start: string, limit: number) =>
      beginning.all(start, `${start}\u{10ffff}`, limit).map((row) => row.id),
  };
}
