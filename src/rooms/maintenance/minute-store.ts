import type { Db } from '#log/sqlite.ts';
import type { MeasuredMinute, WindowOutcome } from '#rooms/maintenance/rules/outcome.ts';

/** What probes met, minute by minute. */
export function minuteStore(db: Db) {
  const of = db.prepare<MeasuredMinute>(
    `SELECT minute, reads, writes, slowest_read AS slowestRead, slowest_write AS slowestWrite,
     read_silence AS readSilence, write_silence AS writeSilence
     FROM window_minute WHERE window_id = ? ORDER BY minute`,
  );
  const one = db.prepare<MeasuredMinute>(
    `SELECT minute, reads, writes, slowest_read AS slowestRead, slowest_write AS slowestWrite,
     read_silence AS readSilence, write_silence AS writeSilence
     FROM window_minute WHERE window_id = ? AND minute = ?`,
  );
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM window_minute WHERE window_id = ?');
  const put = db.prepare('INSERT OR REPLACE INTO window_minute VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const forget = db.prepare(
    `DELETE FROM window_minute WHERE (window_id, minute) IN
     (SELECT window_id, minute FROM window_minute WHERE minute < ? LIMIT ?)`,
  );
  return {
    /** Forgets minutes before this one, at most so many at a time. */
    forget: (before: number, most: number) => void forget.run(before, most),
    of: (windowId: number): readonly MeasuredMinute[] => of.all(windowId).map((minute) => ({ ...minute })),
    one: (windowId: number, minute: number) => one.get(windowId, minute),
    count: (windowId: number) => count.get(windowId)!.n,
    put(windowId: number, measured: MeasuredMinute): void {
      const { minute, reads, writes, slowestRead, slowestWrite, readSilence, writeSilence } = measured;
      put.run(windowId, minute, reads, writes, slowestRead, slowestWrite, readSilence, writeSilence);
    },
  };
}

/** What came of windows. */
export function outcomeStore(db: Db) {
  const of = db.prepare<{ outcome: string }>('SELECT outcome FROM window_outcome WHERE window_id = ?');
  const put = db.prepare('INSERT OR IGNORE INTO window_outcome (window_id, at, outcome) VALUES (?, ?, ?)');
  return {
    of(windowId: number): WindowOutcome | undefined {
      const row = of.get(windowId);
      return row && (JSON.parse(row.outcome) as WindowOutcome);
    },
    /** False when there is one already. */
    put: (windowId: number, at: number, outcome: WindowOutcome) =>
      Number(put.run(windowId, at, JSON.stringify(outcome)).changes) > 0,
  };
}

/** The one row that probe writes write. */
export function probeStore(db: Db) {
  const put = db.prepare(
    `INSERT INTO probe (one, window_id, n) VALUES (1, ?, 1)
     ON CONFLICT DO UPDATE SET window_id = excluded.window_id, n = n + 1`,
  );
  return { put: (windowId: number) => void put.run(windowId) };
}
