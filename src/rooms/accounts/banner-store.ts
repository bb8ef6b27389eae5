import type { Db } from '#log/sqlite.ts';
import type { Announced } from '#rooms/accounts/rules/banner.ts';

/** Work that is read by pages, at most. */
const READ_MOST = 300;

type Row = Omit<Announced, 'underWay'> & { readonly underWay: number };

export function bannerStore(db: Db) {
  const all = db.prepare<Row>(
    `SELECT window_id AS windowId, starts_at AS startsAt, ends_at AS endsAt, under_way AS underWay, effect
     FROM banner ORDER BY under_way DESC, starts_at, window_id LIMIT ?`,
  );
  const put = db.prepare('INSERT OR REPLACE INTO banner VALUES (?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM banner WHERE window_id = ?');
  return {
    all: (): readonly Announced[] =>
      all.all(READ_MOST).map((row) => ({ ...row, underWay: row.underWay === 1 })),
    put({ windowId, startsAt, endsAt, underWay, effect }: Announced): void {
      put.run(windowId, startsAt, endsAt, Number(underWay), effect);
    },
    remove: (windowId: number) => void remove.run(windowId),
  };
}
