import type { Db } from '#log/sqlite.ts';
import { relationPages } from '#view/relation-page.ts';

/** Favourites, bookmarks and pins are the same shape: an account marked a status. */
export type Mark = 'favourite' | 'bookmark' | 'pin';

function tableOf(db: Db, table: Mark) {
  const add = db.prepare(`INSERT OR IGNORE INTO ${table} (account_id, status_id, seq) VALUES (?, ?, ?)`);
  const remove = db.prepare(`DELETE FROM ${table} WHERE account_id = ? AND status_id = ?`);
  const has = db.prepare<{ one: number }>(
    `SELECT 1 AS one FROM ${table} WHERE account_id = ? AND status_id = ?`,
  );
  return {
    /** Whether it is new. */
    add: (accountId: number, statusId: number, seq: number) =>
      Number(add.run(accountId, statusId, seq).changes) > 0,
    /** Whether there was one. */
    remove: (accountId: number, statusId: number) => Number(remove.run(accountId, statusId).changes) > 0,
    has: (accountId: number, statusId: number) => has.get(accountId, statusId) !== undefined,
    /** What an account marked, the newest mark first. */
    page: relationPages(db, { table, owner: 'account_id', item: 'status_id' }),
  };
}

/** All SQL of what accounts do to statuses; boosts themselves are statuses. */
export function markStore(db: Db) {
  const pins = db.prepare<{ n: number }>('SELECT count(*) AS n FROM pin WHERE account_id = ?');
  const mute = db.prepare(
    'INSERT OR IGNORE INTO conversation_mute (account_id, conversation_id) VALUES (?, ?)',
  );
  const unmute = db.prepare('DELETE FROM conversation_mute WHERE account_id = ? AND conversation_id = ?');
  const muted = db.prepare<{ one: number }>(
    'SELECT 1 AS one FROM conversation_mute WHERE account_id = ? AND conversation_id = ?',
  );
  const boosters = db.prepare<{ id: number }>(
    `SELECT account_id AS id FROM status WHERE boost_of_id = ? AND account_id > ? ORDER BY account_id LIMIT ?`,
  );
  return {
    favourite: tableOf(db, 'favourite'),
    bookmark: tableOf(db, 'bookmark'),
    pin: tableOf(db, 'pin'),
    /** Who boosted a status, by account id above `afterId`. */
    boostersOf: (statusId: number, afterId: number, most: number) =>
      boosters.all(statusId, afterId, most).map((row) => row.id),
    pins: (accountId: number) => pins.get(accountId)!.n,
    /** Whether it is new. */
    mute: (accountId: number, conversationId: number) =>
      Number(mute.run(accountId, conversationId).changes) > 0,
    /** Whether there was one. */
    unmute: (accountId: number, conversationId: number) =>
      Number(unmute.run(accountId, conversationId).changes) > 0,
    isMuted: (accountId: number, conversationId: number) =>
      muted.get(accountId, conversationId) !== undefined,
  };
}
