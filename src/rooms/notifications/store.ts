import type { Db } from '#log/sqlite.ts';
import type { Kind } from '#rooms/notifications/rules/kinds.ts';
import type { Bounds } from '#values/page.ts';

/** A notification as the view keeps it. `at` in milliseconds. */
export type NotificationRow = {
  readonly id: number;
  readonly accountId: number;
  readonly kind: Kind;
  readonly fromId: number;
  readonly statusId: number | null;
  readonly at: number;
  readonly groupKey: string | null;
};

const COLUMNS =
  'id, account_id AS accountId, kind, from_id AS fromId, status_id AS statusId, at, group_key AS groupKey';

/** Reading notifications; ids below ?1 and above ?2, at most ?3. */
export function notificationStore(db: Db) {
  const both = (where: string) => {
    const page = (order: string) =>
      db.prepare<NotificationRow>(
        `SELECT ${COLUMNS} FROM notification WHERE ${where} AND id < ?1 AND id > ?2 ORDER BY id ${order} LIMIT ?3`,
      );
    return { down: page('DESC'), up: page('ASC') };
  };
  const all = both('account_id = ?4');
  const ofKind = both('account_id = ?4 AND kind = ?5');
  const from = both('from_id = ?5 AND account_id = ?4 AND kind IN (SELECT value FROM json_each(?6))');
  const inGroup = both('account_id = ?4 AND group_key = ?5');
  const byId = db.prepare<NotificationRow>(`SELECT ${COLUMNS} FROM notification WHERE id = ?`);
  const sizes = db.prepare<{ key: string; n: number; newest: number }>(
    `SELECT group_key AS key, count(*) AS n, max(id) AS newest FROM notification
     WHERE account_id = ?1 AND group_key IN (SELECT value FROM json_each(?2)) AND id > ?3 GROUP BY group_key`,
  );
  const horizon = db.prepare<{ id: number }>(
    'SELECT cleared_id AS id FROM notification_horizon WHERE account_id = ?',
  );
  return {
    byId: (id: number) => byId.get(id),
    /** Newest first when going down, oldest first when going up. */
    all: (accountId: number, b: Bounds) =>
      all[b.upwards ? 'up' : 'down'].all(b.below, b.above, b.limit, accountId),
    ofKind: (accountId: number, kind: Kind, b: Bounds) =>
      ofKind[b.upwards ? 'up' : 'down'].all(b.below, b.above, b.limit, accountId, kind),
    from: (accountId: number, fromId: number, kinds: readonly Kind[], b: Bounds) =>
      from[b.upwards ? 'up' : 'down'].all(
        b.below,
        b.above,
        b.limit,
        accountId,
        fromId,
        JSON.stringify(kinds),
      ),
    inGroup: (accountId: number, key: string, b: Bounds) =>
      inGroup[b.upwards ? 'up' : 'down'].all(b.below, b.above, b.limit, accountId, key),
    /** How many notifications of each group there are above an id, and the newest. */
    sizes: (accountId: number, keys: readonly string[], above: number) =>
      sizes.all(accountId, JSON.stringify(keys), above),
    /** Up to this id everything was cleared away, whether or not the rows are gone yet. */
    clearedUpTo: (accountId: number) => horizon.get(accountId)?.id ?? 0,
  };
}
