import { follows, ZERO } from '#log/chain.ts';
import { type Draft, type Entry, type Log, type LogReader, SKIP } from '#log/port.ts';
import { type Db, rollBack } from '#log/sqlite.ts';
import { type Applied, applyAll, type IdSource } from '#view/apply.ts';
import type { Registry } from '#view/command.ts';
import { openViewForWriting } from '#view/open.ts';
import { positionStore } from '#view/position.ts';
import type { Migration } from '#view/rewrite.ts';

const CATCH_UP_BATCH = 256;

/** Thrown when a view was not made from this log, or is ahead of it: it must be set aside and rebuilt. */
export class ForeignView extends Error {}

/** An entry fails, and whoever applies it here is not the one who may withdraw it. */
export class UnsettledEntry extends Error {}

/** The one who changes a view: applies entries in order and remembers how far it came. */
export type Keeper = {
  readonly db: Db;
  /**
   * Applies the entries that follow the view's position, in one transaction, and says for each what it came to.
   * Faults are withdrawn in the log before anything is committed. Rejects with the storage's error: then
   * nothing was applied.
   */
  applyBatch(entries: readonly Entry[]): Promise<readonly Applied[]>;
  /** Applies what the log has and the view lacks, all of it or up to a sequence, and tells `each` what it came to. */
  catchUp(each?: (applied: Applied) => void, upTo?: number): Promise<void>;
  seq(): number;
  /** Whether the command has an apply here. What has none must not enter the log. */
  knows(kind: string): boolean;
};

/** Binds a view to its log. Rejects with ForeignView when they do not belong together. */
export async function keepView(db: Db, log: Log, registry: Registry): Promise<Keeper> {
  const position = db.of(positionStore);
  if (!position.get()) position.put({ epoch: log.epoch, seq: 0, hash: ZERO.hash, lastTimedId: 0 });
  await checkBelongs(db, log);
  let { seq, lastTimedId } = position.get()!;

  /** One transaction: committed if no entry failed, otherwise undone as if it had not been. */
  function tryBatch(entries: readonly Entry[], skipped: ReadonlySet<number>): readonly Applied[] {
    checkFollow(seq, entries);
    const end = entries.at(-1)!;
    const ids: IdSource = { last: lastTimedId };
    db.exec('BEGIN IMMEDIATE');
    try {
      const applied = applyAll(db, registry, ids, entries, skipped);
      if (applied.some((a) => 'fault' in a)) {
        rollBack(db);
        return applied;
      }
      position.put({ epoch: log.epoch, seq: end.seq, hash: end.hash, lastTimedId: ids.last });
      db.exec('COMMIT');
      seq = end.seq;
      lastTimedId = ids.last;
      return applied;
    } catch (error) {
      rollBack(db);
      throw error;
    }
  }

  /** A fault's skip is durable before the view commits past it, so that every replay leaves the command out too. */
  async function applyOrSkip(entries: readonly Entry[], skipped: Set<number>): Promise<readonly Applied[]> {
    const failed = new Map<number, Applied>();
    let batch = entries;
    for (;;) {
      const applied = tryBatch(batch, skipped);
      const faults = applied.filter((a) => 'fault' in a);
      if (faults.length === 0) return applied.map((a) => failed.get(a.entry.seq) ?? a);
      for (const fault of faults) failed.set(fault.entry.seq, fault);
      const skips = await log.append(faults.map(skipOf), 0);
      for (const fault of faults) skipped.add(fault.entry.seq);
      if (skips[0]!.seq === batch.at(-1)!.seq + 1) batch = [...batch, ...skips];
    }
  }

  return {
    db,
    applyBatch: (entries) => applyOrSkip(entries, new Set()),
    async catchUp(each, upTo = Number.MAX_SAFE_INTEGER) {
      ({ seq, lastTimedId } = position.get()!);
      const skipped = new Set(await log.skips(seq));
      while (seq < Math.min(upTo, (await log.head()).seq)) {
        const entries = await log.read(seq, Math.min(CATCH_UP_BATCH, upTo - seq));
        const applied = await applyOrSkip(entries, skipped);
        if (each) for (const one of applied) each(one);
      }
    },
    seq: () => seq,
    knows: (kind) => registry.commands.has(kind),
  };
}

/** Opens a view for its one writer, with the newest schema or the given one, and binds it to its log. */
export async function openKeeper(
  path: string,
  log: Log,
  registry: Registry,
  steps?: readonly Migration[],
): Promise<Keeper> {
  const db = openViewForWriting(path, steps);
  try {
    return await keepView(db, log, registry);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A keeper that can go over to another view of the same log between two batches. */
export type MovingKeeper = Keeper & {
  /** From now on the other keeper's view is kept; gives back the former. */
  moveTo(next: Keeper): Keeper;
};

export function movingKeeper(first: Keeper): MovingKeeper {
  let present = first;
  return {
    get db() {
      return present.db;
    },
    applyBatch: (entries) => present.applyBatch(entries),
    catchUp: (each, upTo) => present.catchUp(each, upTo),
    seq: () => present.seq(),
    knows: (kind) => present.knows(kind),
    moveTo(next) {
      const former = present;
      present = next;
      return former;
    },
  };
}

function skipOf({ entry }: Applied): Draft {
  return { id: `skip-${entry.seq}`, kind: SKIP, body: JSON.stringify({ seq: entry.seq }) };
}

function checkFollow(seq: number, entries: readonly Entry[]): void {
  entries.forEach((entry, i) => {
    if (entry.seq !== seq + 1 + i) throw new Error(`entry ${entry.seq} does not follow ${seq + i}`);
  });
}

/** Rejects with ForeignView unless the view stands on the log's history and the log has all that the view lacks. */
export async function checkBelongs(db: Db, log: LogReader): Promise<void> {
  const position = db.of(positionStore).get();
  if (!position) throw new ForeignView('the view does not say where it stands');
  const { epoch, seq, hash } = position;
  if (epoch !== log.epoch) throw new ForeignView('the view was made from another log');
  const head = await log.head();
  if (seq > head.seq) throw new ForeignView(`the view is at ${seq}, ahead of the log's ${head.seq}`);
  const here = await log.at(seq);
  const [next] = await log.read(seq, 1);
  if (next && next.seq !== seq + 1) throw new ForeignView('the log no longer has what the view lacks');
  if (here ? here.hash !== hash : !next || !follows(hash, next))
    throw new ForeignView('the view and the log tell different histories');
}
