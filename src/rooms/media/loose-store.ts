import type { Db } from '#log/sqlite.ts';
import { MEDIA_COLUMNS, type MediaRow } from '#rooms/media/store.ts';

/** Files that belong to no status, and what becomes of them. */
export function looseStore(db: Db) {
  const loose = db.prepare<{ n: number }>(
    'SELECT count(*) AS n FROM media WHERE account_id = ? AND status_id IS NULL',
  );
  const remove = db.prepare('DELETE FROM media WHERE id = ?');
  const stale = db.prepare<MediaRow>(
    `SELECT ${MEDIA_COLUMNS} FROM media WHERE status_id IS NULL AND added_at <= ? LIMIT ?`,
  );
  const namesFile = db.prepare<{ one: number }>(
    'SELECT 1 AS one FROM media WHERE file = ?1 UNION ALL SELECT 1 FROM media WHERE preview = ?1 LIMIT 1',
  );
  return {
    /** How many files of an account belong to no status. */
    count: (accountId: number) => loose.get(accountId)!.n,
    remove: (id: number) => void remove.run(id),
    /** Files that belong to no status since a moment or longer. */
    since: (at: number, limit: number) => stale.all(at, limit),
    /** Whether a file or preview is named so. */
    namesFile: (file: string) => namesFile.get(file) !== undefined,
  };
}
