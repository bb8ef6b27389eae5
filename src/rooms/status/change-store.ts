import type { Db } from '#log/sqlite.ts';
import type { Change } from '#rooms/status/rules/change.ts';

const COLUMNS = 'window_id AS windowId, sequence, what, at, starts_at AS startsAt, ends_at AS endsAt';

/** Every public change of a window, as it was then. */
export function changeStore(db: Db) {
  const of = db.prepare<Change>(
    `SELECT ${COLUMNS} FROM status_change WHERE window_id = ? ORDER BY sequence DESC, at DESC, what LIMIT ?`,
  );
  const newest = db.prepare<Change>(
    `SELECT ${COLUMNS} FROM status_change ORDER BY at DESC, window_id, sequence DESC, what LIMIT ?`,
  );
  const put = db.prepare('INSERT OR IGNORE INTO status_change VALUES (?, ?, ?, ?, ?, ?)');
  return {
    /** The newest of a window, newest first. */
    of: (windowId: number, most: number): readonly Change[] =>
      of.all(windowId, most).map((row) => ({ ...row })),
    /** The newest of all windows, newest first. */
    newest: (most: number): readonly Change[] => newest.all(most).map((row) => ({ ...row })),
    put({ windowId, sequence, what, at, startsAt, endsAt }: Change): void {
      put.run(windowId, sequence, what, at, startsAt, endsAt);
    },
  };
}
