import type { Db } from '#log/sqlite.ts';

/** What a one-time code is good for. */
export type Purpose = 'administrator' | 'claim' | 'invitation';

export type OneTimeRow = {
  readonly hash: string;
  readonly purpose: Purpose;
  readonly accountId: number | null;
  readonly usesLeft: number;
  readonly expiresAt: number;
};

export function oneTimeStore(db: Db) {
  const byHash = db.prepare<OneTimeRow>(
    `SELECT hash, purpose, account_id AS accountId, uses_left AS usesLeft, expires_at AS expiresAt
     FROM one_time WHERE hash = ?`,
  );
  const insert = db.prepare(
    'INSERT INTO one_time (hash, purpose, account_id, uses_left, expires_at) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM one_time WHERE hash = ?');
  const removeOf = db.prepare('DELETE FROM one_time WHERE purpose = ? AND account_id IS ?');
  const take = db.prepare('UPDATE one_time SET uses_left = uses_left - 1 WHERE hash = ?');
  const expire = db.prepare('DELETE FROM one_time WHERE expires_at <= ?');
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM one_time WHERE purpose = ?');
  return {
    byHash: (hash: string) => byHash.get(hash),
    insert: (row: OneTimeRow) =>
      void insert.run(row.hash, row.purpose, row.accountId, row.usesLeft, row.expiresAt),
    remove: (hash: string) => void remove.run(hash),
    removeOf: (purpose: Purpose, accountId: number | null) => void removeOf.run(purpose, accountId),
    take: (hash: string) => void take.run(hash),
    expire: (at: number) => void expire.run(at),
    count: (purpose: Purpose) => count.get(purpose)!.n,
  };
}
