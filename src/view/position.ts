import type { Db } from '#log/sqlite.ts';

/** Where in which log a view stands, and the last timed id it drew. */
export type Position = {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly lastTimedId: number;
};

/** Statements over the one row that says where the view stands. */
export function positionStore(db: Db) {
  const get = db.prepare<Position>(
    'SELECT epoch, seq, hash, last_timed_id AS lastTimedId FROM position WHERE one = 1',
  );
  const put = db.prepare('INSERT OR REPLACE INTO position VALUES (1, ?, ?, ?, ?)');
  const seq = db.prepare<{ seq: number }>('SELECT seq FROM position WHERE one = 1');
  return {
    get: (): Position | undefined => get.get(),
    put: (p: Position): void => void put.run(p.epoch, p.seq, p.hash, p.lastTimedId),
    /** The last applied sequence, 0 for an empty view. */
    seq: (): number => seq.get()?.seq ?? 0,
  };
}
