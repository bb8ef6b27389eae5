import type { Db } from '#log/sqlite.ts';
import type { WindowSlot, WindowUpdate } from '#rooms/maintenance/rules/window.ts';

/** Every slot a window had. */
export function slotStore(db: Db) {
  const of = db.prepare<WindowSlot>(
    `SELECT sequence, starts_at AS startsAt, ends_at AS endsAt, reason, at, zone, local_start AS localStart, tzdata
     FROM window_slot WHERE window_id = ? ORDER BY sequence`,
  );
  const add = db.prepare('INSERT INTO window_slot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    /** The newest last. */
    of: (windowId: number): readonly WindowSlot[] => of.all(windowId).map((slot) => ({ ...slot })),
    add(windowId: number, slot: WindowSlot): void {
      const { sequence, startsAt, endsAt, reason, at, zone, localStart, tzdata } = slot;
      add.run(windowId, sequence, startsAt, endsAt, reason, at, zone, localStart, tzdata);
    },
  };
}

/** What staff said of windows. */
export function updateStore(db: Db) {
  const of = db.prepare<WindowUpdate>(
    'SELECT sequence, text, at FROM window_update WHERE window_id = ? ORDER BY sequence',
  );
  const add = db.prepare('INSERT INTO window_update (window_id, sequence, text, at) VALUES (?, ?, ?, ?)');
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM window_update WHERE window_id = ?');
  return {
    of: (windowId: number): readonly WindowUpdate[] => of.all(windowId).map((update) => ({ ...update })),
    add: (windowId: number, { sequence, text, at }: WindowUpdate) =>
      void add.run(windowId, sequence, text, at),
    count: (windowId: number) => count.get(windowId)!.n,
  };
}
