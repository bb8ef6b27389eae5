import type { Db } from '#log/sqlite.ts';
import type { Kind } from '#rooms/notifications/rules/kinds.ts';
import type { NotificationRow } from '#rooms/notifications/store.ts';

/** Writing and removing notifications. Every removal takes at most so many rows and tells how many it took. */
export function notificationWriteStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO notification (id, account_id, kind, from_id, status_id, at, group_key)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const some = (where: string) => {
    const statement = db.prepare(
      `DELETE FROM notification WHERE id IN (SELECT id FROM notification WHERE ${where} LIMIT ?1)`,
    );
    return (most: number, ...values: (number | string)[]) => Number(statement.run(most, ...values).changes);
  };
  const ofStatus = some('status_id = ?2');
  const between = some('from_id = ?2 AND account_id = ?3');
  const upTo = some('account_id = ?2 AND id <= ?3');
  const ofGroup = some('account_id = ?2 AND group_key = ?3');
  const one = some('id = ?2 AND account_id = ?3');
  const told = some('from_id = ?2 AND account_id = ?3 AND kind = ?4');
  const toldOf = some('from_id = ?2 AND account_id = ?3 AND kind = ?4 AND status_id = ?5');
  const has = db.prepare<{ one: number }>(
    `SELECT 1 AS one FROM notification WHERE from_id = ? AND account_id = ? AND kind = ? AND status_id = ? LIMIT 1`,
  );
  const newest = db.prepare<{ id: number | null }>(
    'SELECT max(id) AS id FROM notification WHERE account_id = ?',
  );
  const horizon = db.prepare(
    'INSERT OR REPLACE INTO notification_horizon (account_id, cleared_id) VALUES (?, ?)',
  );
  return {
    insert: (n: NotificationRow) =>
      void insert.run(n.id, n.accountId, n.kind, n.fromId, n.statusId, n.at, n.groupKey),
    /** Whether an account was told of this status by somebody already. */
    has: (accountId: number, fromId: number, kind: Kind, statusId: number) =>
      has.get(fromId, accountId, kind, statusId) !== undefined,
    removeOfStatus: (statusId: number, most: number) => ofStatus(most, statusId),
    /** All that `accountId` was told about `fromId`. */
    removeFrom: (accountId: number, fromId: number, most: number) => between(most, fromId, accountId),
    removeUpTo: (accountId: number, id: number, most: number) => upTo(most, accountId, id),
    removeGroup: (accountId: number, key: string, most: number) => ofGroup(most, accountId, key),
    remove: (accountId: number, id: number) => one(1, id, accountId),
    /** What an account was told of a kind by somebody, of one status or of any. */
    removeTold: (accountId: number, fromId: number, kind: Kind, statusId: number | null, most: number) =>
      statusId === null
        ? told(most, fromId, accountId, kind)
        : toldOf(most, fromId, accountId, kind, statusId),
    newest: (accountId: number) => newest.get(accountId)?.id ?? 0,
    setHorizon: (accountId: number, id: number) => void horizon.run(accountId, id),
  };
}
