import type { Db } from '#log/sqlite.ts';

/** Who dismissed the announcement of a window, and at which of its sequences. */
export function dismissalStore(db: Db) {
  const of = db.prepare<{ windowId: number; sequence: number }>(
    'SELECT window_id AS windowId, sequence FROM announcement_dismissal WHERE account_id = ?',
  );
  const put = db.prepare('INSERT OR REPLACE INTO announcement_dismissal VALUES (?, ?, ?)');
  const removeSome = db.prepare(
    `DELETE FROM announcement_dismissal WHERE (window_id, account_id) IN
     (SELECT window_id, account_id FROM announcement_dismissal WHERE window_id = ? LIMIT ?)`,
  );
  return {
    /** The sequences an account dismissed, by window. */
    of: (accountId: number): ReadonlyMap<number, number> =>
      new Map(of.all(accountId).map(({ windowId, sequence }) => [windowId, sequence])),
    put: (windowId: number, accountId: number, sequence: number) =>
      void put.run(windowId, accountId, sequence),
    /** True when more may be left. */
    removeSome: (windowId: number, most: number) => Number(removeSome.run(windowId, most).changes) === most,
  };
}
