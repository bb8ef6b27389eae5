import type { Db } from '#log/sqlite.ts';
import type { CurrentWindow } from '#rooms/notices/rules/standing.ts';

export type NoticeRow = {
  readonly id: number;
  readonly key: string;
  readonly windows: readonly CurrentWindow[];
  /** Messages that wait for a person. */
  readonly waiting: number;
  readonly endsAt: number;
  readonly changedAt: number;
};

export type LinkKind = 'same-harm' | 'replaces';
export type NoticeLink = { readonly noticeId: number; readonly otherId: number; readonly kind: LinkKind };

type Row = Omit<NoticeRow, 'windows'> & { readonly windows: string };

const COLUMNS = 'id, key, windows, waiting, ends_at AS endsAt, changed_at AS changedAt';

function toNotice(row: Row): NoticeRow {
  return { ...row, windows: JSON.parse(row.windows) as readonly CurrentWindow[] };
}

export function noticeStore(db: Db) {
  const byId = db.prepare<Row>(`SELECT ${COLUMNS} FROM notice WHERE id = ?`);
  const byKey = db.prepare<Row>(`SELECT ${COLUMNS} FROM notice WHERE key = ?`);
  const endingAfter = db.prepare<Row>(
    `SELECT ${COLUMNS} FROM notice WHERE ends_at >= ? ORDER BY ends_at, id LIMIT ?`,
  );
  const latest = db.prepare<Row>(`SELECT ${COLUMNS} FROM notice ORDER BY ends_at DESC, id LIMIT ?`);
  const put = db.prepare(
    'INSERT OR REPLACE INTO notice (id, key, windows, waiting, ends_at, changed_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM notice WHERE id = ?');
  const links = db.prepare<NoticeLink>(
    'SELECT notice_id AS noticeId, other_id AS otherId, kind FROM notice_link ORDER BY notice_id, other_id LIMIT ?',
  );
  const link = db.prepare('INSERT OR REPLACE INTO notice_link (notice_id, other_id, kind) VALUES (?, ?, ?)');
  const unlink = db.prepare('DELETE FROM notice_link WHERE notice_id = ? AND other_id = ?');
  const one = (row: Row | undefined) => row && toNotice(row);
  return {
    byId: (id: number) => one(byId.get(id)),
    byKey: (key: string) => one(byKey.get(key)),
    /** Those that end at or after a moment, the next to end first. */
    endingAfter: (ms: number, most: number) => endingAfter.all(ms, most).map(toNotice),
    latest: (most: number) => latest.all(most).map(toNotice),
    put({ id, key, windows, waiting, endsAt, changedAt }: NoticeRow): void {
      put.run(id, key, JSON.stringify(windows), waiting, endsAt, changedAt);
    },
    remove: (id: number) => void remove.run(id),
    links: (most: number) => links.all(most),
    link: ({ noticeId, otherId, kind }: NoticeLink) => void link.run(noticeId, otherId, kind),
    unlink: (noticeId: number, otherId: number) => void unlink.run(noticeId, otherId),
  };
}
