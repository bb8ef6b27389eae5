import type { Entry, Log } from '#log/port.ts';
import { SKIP } from '#log/port.ts';
import { type Db, rollBack } from '#log/sqlite.ts';
import { type Applied, applyEntry, type IdSource } from '#view/apply.ts';
import type { Registry } from '#view/command.ts';
import { positionStore } from '#view/position.ts';

const CATCH_UP_BATCH = 256;

/** Thrown when a view was not made from this log, or is ahead of it: it must be set aside and rebuilt. */
export class ForeignView extends Error {}

/** The one who changes a view: applies entries in order and remembers how far it came. */
export type Keeper = {
  readonly db: Db;
  /** Applies the entries that follow the view's position, in one transaction. Faults are skipped in the log first. */
  applyBatch(entries: readonly Entry[]): Promise<readonly Applied[]>;
  /** Applies everything the log has and the view lacks. */
  catchUp(): Promise<void>;
  seq(): number;
};

/** Binds a view to its log. Throws ForeignView when they do not belong together. */
export function keepView(db: Db, log: Log, registry: Registry): Keeper {
  const position = db.of(positionStore);
  checkBelongs(db, log);
  let { seq, lastTimedId } = position.get() ?? { seq: 0, lastTimedId: 0 };

  async function applyBatch(entries: readonly Entry[], skipped: ReadonlySet<number> = new Set()) {
    const ids: IdSource = { last: lastTimedId };
    const applied: Applied[] = [];
    db.exec('BEGIN IMMEDIATE');
    try {
      for (const entry of entries) {
        const passive = entry.kind === SKIP || skipped.has(entry.seq);
        applied.push(passive ? { entry } : applyEntry(db, registry, ids, entry));
      }
      const end = entries.at(-1);
      if (end) position.put({ epoch: log.epoch, seq: end.seq, hash: end.hash, lastTimedId: ids.last });
      await withdrawFaults(log, applied);
      db.exec('COMMIT');
      seq = end?.seq ?? seq;
      lastTimedId = ids.last;
      return applied;
    } catch (error) {
      rollBack(db);
      throw error;
    }
  }

  return {
    db,
    applyBatch,
    async catchUp() {
      while (seq < log.head().seq) {
        const skipped = log.skips(seq);
        await applyBatch(log.read(seq, CATCH_UP_BATCH), skipped);
      }
    },
    seq: () => seq,
  };
}

/** A fault's skip is durable before the view commits past it, so that every replay leaves the command out too. */
async function withdrawFaults(log: Log, applied: readonly Applied[]): Promise<void> {
  const faults = applied.filter((a) => a.fault !== undefined);
  if (faults.length === 0) return;
  const drafts = faults.map(({ entry }) => ({
    id: `skip-${entry.seq}`,
    kind: SKIP,
    body: JSON.stringify({ seq: entry.seq }),
  }));
  await log.append(drafts, 0);
}

function checkBelongs(db: Db, log: Log): void {
  const position = db.of(positionStore).get();
  if (!position) {
    if (log.firstSeq() > 1) throw new ForeignView('the log no longer begins at its start');
    return;
  }
  if (position.epoch !== log.epoch) throw new ForeignView('the view was made from another log');
  if (position.seq > log.head().seq) throw new ForeignView('the view is ahead of the log');
  const entry = log.at(position.seq);
  if (!entry && position.seq < log.firstSeq() - 1)
    throw new ForeignView('the log no longer has what the view lacks');
  if (entry && entry.hash !== position.hash)
    throw new ForeignView('the view and the log tell different histories');
}
