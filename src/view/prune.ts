import type { Db } from '#log/sqlite.ts';
import { defineCommand } from '#view/command.ts';
import { positionStore } from '#view/position.ts';

/**
 * What is old: everything that entries up to and with `upToSeq` left, wordings that were replaced before the
 * moment.
 */
export type PruneBody = { readonly upToSeq: number; readonly replacedBeforeMs: number };

const ROWS_MOST = 500;

/**
 * Forgets what is kept only for the retention: events, effects, outcomes of commands, earlier wordings of
 * edited posts (of which the time remains). At most 500 rows; the answer says whether there is more.
 */
export const prune = defineCommand('house.prune/1', (ctx, body: PruneBody) => {
  const upToSeq = Math.min(body.upToSeq, ctx.seq - 1);
  const { events, effects, outcomes, wordings } = ctx.of(pruneStore);
  let left = ROWS_MOST;
  for (const forget of [events, effects, outcomes]) left -= forget(upToSeq, left);
  left -= wordings(body.replacedBeforeMs, left);
  ctx.of(positionStore).setPruned(upToSeq);
  return { more: left === 0 };
});

function pruneStore(db: Db) {
  const statement = (sql: string) => {
    const prepared = db.prepare(sql);
    return (before: number, most: number) => Number(prepared.run(before, most).changes);
  };
  const oldRows = (table: string) =>
    statement(`DELETE FROM ${table} WHERE (seq, n) IN
      (SELECT seq, n FROM ${table} WHERE seq <= ? ORDER BY seq, n LIMIT ?)`);
  return {
    events: oldRows('event'),
    effects: oldRows('effect'),
    outcomes: statement(`DELETE FROM command_outcome WHERE id IN
      (SELECT id FROM command_outcome WHERE seq <= ? ORDER BY seq LIMIT ?)`),
    wordings: statement(`UPDATE status_edit SET html = '', spoiler = '', media = '[]', replaced_at = NULL
      WHERE (status_id, n) IN
      (SELECT status_id, n FROM status_edit WHERE replaced_at < ? ORDER BY replaced_at, status_id, n LIMIT ?)`),
  };
}

/** Whether a prune would find anything. Its own outcomes do not count, or a quiet house would prune for ever. */
export function somethingToPrune(db: Db, { upToSeq, replacedBeforeMs }: PruneBody): boolean {
  return db.of(oldestStore)(upToSeq, replacedBeforeMs);
}

/** Ids of prune commands begin with this. */
export const PRUNE_ID = 'prune-';

function oldestStore(db: Db) {
  const some = db.prepare<{ some: number }>(`SELECT
    EXISTS (SELECT 1 FROM event WHERE seq <= ?1) OR EXISTS (SELECT 1 FROM effect WHERE seq <= ?1) OR
    EXISTS (SELECT 1 FROM command_outcome WHERE seq <= ?1 AND substr(id, 1, ${PRUNE_ID.length}) <> '${PRUNE_ID}') OR
    EXISTS (SELECT 1 FROM status_edit WHERE replaced_at < ?2) AS some`);
  return (upToSeq: number, replacedBeforeMs: number) => some.get(upToSeq, replacedBeforeMs)!.some === 1;
}
