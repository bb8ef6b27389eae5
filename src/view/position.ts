import type { Db } from '#log/sqlite.ts';

/** Where in which log a view stands, and the last timed id it drew. */
export type Position = {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly lastTimedId: number;
};

/** The sequence of a view whose place another one has taken. Readers meet it where they look for news. */
export const RETIRED = -1;

/** Statements over the one row that says where the view stands. */
export function positionStore(db: Db) {
  const get = db.prepare<Position>(
    'SELECT epoch, seq, hash, last_timed_id AS lastTimedId FROM position WHERE one = 1',
  );
  const put = db.prepare(`INSERT INTO position (one, epoch, seq, hash, last_timed_id) VALUES (1, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, hash = excluded.hash,
    last_timed_id = excluded.last_timed_id`);
  const seq = db.prepare<{ seq: number }>('SELECT seq FROM position WHERE one = 1');
  const reach = db.prepare<{ seq: number; pruned: number }>(
    'SELECT seq, pruned_seq AS pruned FROM position WHERE one = 1',
  );
  const retire = db.prepare(`UPDATE position SET seq = ${RETIRED} WHERE one = 1`);
  const pruned = db.prepare('UPDATE position SET pruned_seq = max(pruned_seq, ?) WHERE one = 1');
  return {
    get: (): Position | undefined => get.get(),
    put: (p: Position): void => void put.run(p.epoch, p.seq, p.hash, p.lastTimedId),
    /** The last applied sequence, 0 for an empty view. */
    seq: (): number => seq.get()?.seq ?? 0,
    /** The last applied sequence, and the one up to which event rows are no longer whole. */
    reach: (): { readonly seq: number; readonly pruned: number } => reach.get() ?? { seq: 0, pruned: 0 },
    /** Says in the view itself that another one has taken its place. */
    retire: (): void => void retire.run(),
    setPruned: (upToSeq: number): void => void pruned.run(upToSeq),
  };
}
