import type { Db } from '#log/sqlite.ts';

/** Something of others that came into the way of a window: a service that is watched, or the provider's own notice. */
export type WindowAlert = {
  /** Its public name: `channel/4`, `notice/9`. */
  readonly about: string;
  /** Their slot, milliseconds UTC. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** When it was seen. */
  readonly at: number;
};

export function alertStore(db: Db) {
  const of = db.prepare<WindowAlert>(
    `SELECT about, starts_at AS startsAt, ends_at AS endsAt, at FROM window_alert WHERE window_id = ?
     ORDER BY starts_at, about`,
  );
  const windowIds = db.prepare<{ id: number }>('SELECT DISTINCT window_id AS id FROM window_alert LIMIT ?');
  const add = db.prepare('INSERT OR IGNORE INTO window_alert VALUES (?, ?, ?, ?, ?)');
  const remove = db.prepare(
    'DELETE FROM window_alert WHERE window_id = ? AND about = ? AND starts_at = ? AND ends_at = ?',
  );
  return {
    of: (windowId: number): readonly WindowAlert[] => of.all(windowId).map((alert) => ({ ...alert })),
    /** Windows that have any. */
    windowIds: (most: number): ReadonlySet<number> => new Set(windowIds.all(most).map(({ id }) => id)),
    add: (windowId: number, { about, startsAt, endsAt, at }: WindowAlert) =>
      void add.run(windowId, about, startsAt, endsAt, at),
    remove: (windowId: number, { about, startsAt, endsAt }: WindowAlert) =>
      void remove.run(windowId, about, startsAt, endsAt),
  };
}
