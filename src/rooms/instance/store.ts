import type { Db } from '#log/sqlite.ts';

/** Counting stops here: more is one digit all the same. */
const COUNTED_MOST = 50_000;

/** Raw counts, which leave the server only through `rules/figures.ts`. */
export function figureStore(db: Db) {
  const users = db.prepare<{ n: number }>("SELECT count(*) AS n FROM user WHERE state = 'active'");
  const statuses = db.prepare<{ n: number | null }>('SELECT sum(statuses) AS n FROM account_stat');
  const active = db.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM account_stat WHERE last_status_id >= ?',
  );
  const between = db.prepare<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM status WHERE id >= ? AND id < ? AND imported = 0 LIMIT ${COUNTED_MOST})`,
  );
  return {
    users: () => users.get()!.n,
    statuses: () => statuses.get()!.n ?? 0,
    /** Accounts that posted since the status of this id. */
    activeSince: (statusId: number) => active.get(statusId)!.n,
    /** Statuses with ids from the first up to the second, which is not counted. */
    statusesBetween: (fromId: number, toId: number) => between.get(fromId, toId)!.n,
  };
}
