import type { Db } from '#log/sqlite.ts';

/** Where notices are looked for: a folder of this machine, or the address of a calendar. */
export type NoticeSource = {
  readonly id: number;
  readonly kind: 'folder' | 'url';
  readonly place: string;
  readonly addedAt: number;
};

export function sourceStore(db: Db) {
  const all = db.prepare<NoticeSource>(
    'SELECT id, kind, place, added_at AS addedAt FROM notice_source ORDER BY added_at, id LIMIT ?',
  );
  const add = db.prepare(
    'INSERT OR IGNORE INTO notice_source (id, kind, place, added_at) VALUES (?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM notice_source WHERE place = ?');
  return {
    all: (most: number) => all.all(most).map((row) => ({ ...row })),
    add: ({ id, kind, place, addedAt }: NoticeSource) => void add.run(id, kind, place, addedAt),
    /** Whether it was there. */
    remove: (place: string) => remove.run(place).changes > 0,
  };
}
