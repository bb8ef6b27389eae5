import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Log, LogReader } from '#log/port.ts';
import type { Db } from '#log/sqlite.ts';
import type { Checkpoints } from '#view/checkpoints.ts';
import type { HousePaths } from '#view/house-folder.ts';
import { PRUNE_ID, prune, somethingToPrune } from '#view/prune.ts';
import { dropSetAside } from '#view/set-aside.ts';
import { listSnapshots, type Snapshot, takeSnapshot } from '#view/snapshots.ts';
import type { Submit } from '#view/writer.ts';

const ROUNDS_PER_RETENTION = 10;
/**
 * A replaced wording is in the view for half the retention, and in a snapshot made on its last day for the
 * other half.
 */
const WORDINGS_KEPT = 1 / 2;
const SNAPSHOTS_KEPT = 1 / 2;
const SNAPSHOT_EVERY = 1 / 4;
/** A shorter retention, once set, is heeded at the next look. */
const LOOK_EVERY_MS = 250;
const ROUND_MOST_MS = 600_000;
const STOP_MOST_MS = 1_000;

export type RetentionOptions = {
  readonly paths: HousePaths;
  readonly log: Log;
  /** The writer's view as it is now, which is only read here. */
  readonly db: () => Db;
  readonly submit: Submit;
  readonly checkpoints: Checkpoints;
  readonly now: () => number;
  /** How long the log is kept, and anything that was deleted at the most, milliseconds. Asked every round. */
  readonly retentionMs: () => number;
  /** The sequence up to which jobs have taken every effect. */
  readonly jobsCursor: () => number;
  readonly report: (what: string, error: unknown) => void;
};

export type Retention = {
  /** Gives up the round that is under way: log and view may be closed after it. */
  stop(): Promise<void>;
};

/** Forgets what is older than the retention, round after round. A round that fails is told once and tried again. */
export function startRetention(options: RetentionOptions): Retention {
  const stopping = new AbortController();
  const left: Left = { wipe: true, signal: stopping.signal };
  let round: Promise<void> | undefined;
  let endedAt = performance.now();
  let troubled = false;

  async function once() {
    try {
      await retainOnce(options, left);
      troubled = false;
    } catch (error) {
      if (!troubled && !stopping.signal.aborted) options.report('old data could not be removed', error);
      troubled = true;
    }
    round = undefined;
    endedAt = performance.now();
  }

  const timer = setInterval(() => {
    if (!round && performance.now() - endedAt >= everyMs(options)) round = once();
  }, LOOK_EVERY_MS).unref();

  return {
    async stop() {
      stopping.abort();
      clearInterval(timer);
      const patience = new Promise((resolve) => setTimeout(resolve, STOP_MOST_MS).unref());
      await Promise.race([round, patience]);
    },
  };
}

/** The pause between rounds. While the retention cannot be read nothing is removed. */
function everyMs({ retentionMs }: RetentionOptions): number {
  try {
    return Math.min(retentionMs() / ROUNDS_PER_RETENTION, ROUND_MOST_MS);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** What a round could not finish and leaves to the next, and what makes it give up. */
type Left = { wipe: boolean; readonly signal?: AbortSignal };

/**
 * One round: old rows, a new snapshot if one is due, old snapshots, the log behind them, and the traces of all
 * that in the files.
 */
export async function retainOnce(options: RetentionOptions, left: Left = { wipe: true }): Promise<void> {
  const { paths, log, checkpoints } = options;
  const retentionMs = options.retentionMs();
  const ago = (part: number) => options.now() - part * retentionMs;
  const oldSeq = Math.min(await log.lastBefore(ago(1)), options.jobsCursor());

  await pruneAll(options, { upToSeq: oldSeq, replacedBeforeMs: ago(WORDINGS_KEPT) });
  if (await isSnapshotDue(log, paths.snapshots, ago(SNAPSHOT_EVERY))) {
    left.wipe = true;
    await takeSnapshot(paths.view, paths.snapshots, log, left.signal);
  }
  await dropSnapshots(log, paths.snapshots, ago(SNAPSHOTS_KEPT));
  dropSetAside(paths.view, ago(SNAPSHOTS_KEPT));
  await log.truncate(truncatableUpTo(listSnapshots(paths.snapshots), options.jobsCursor(), oldSeq));
  if (left.wipe) left.wipe = !(await checkpoints.wipe(paths.view));
  await checkpoints.truncate();
}

/**
 * The last entry that may be forgotten: older than the retention, taken by jobs, and behind every kept
 * snapshot, whose own entry stays so that the snapshot can be known by its hash. 0 without a snapshot: never by
 * age alone.
 */
export function truncatableUpTo(snapshots: readonly Snapshot[], jobsCursor: number, oldSeq: number): number {
  const oldest = snapshots[0];
  return oldest ? Math.min(oldest.seq - 1, jobsCursor, oldSeq) : 0;
}

async function pruneAll({ db, submit }: RetentionOptions, body: Parameters<typeof somethingToPrune>[1]) {
  if (!somethingToPrune(db(), body)) return;
  for (let more = true; more; ) {
    const draft = { id: `${PRUNE_ID}${randomUUID()}`, kind: prune.kind, body: JSON.stringify(body) };
    more = ((await submit(draft, 'bulk')).answer as { readonly more: boolean }).more;
  }
}

/** A new one is due when something has happened since the newest, and that one's entry is older than the moment. */
async function isSnapshotDue(log: LogReader, folder: string, beforeMs: number): Promise<boolean> {
  const newest = listSnapshots(folder).at(-1);
  const head = await log.head();
  if (!newest) return head.seq > 0;
  const entry = await log.at(newest.seq);
  return head.seq > newest.seq && (entry?.at ?? 0) < beforeMs;
}

/** Keeps the newest, and of the others those whose entry is not older than the moment. */
async function dropSnapshots(log: LogReader, folder: string, beforeMs: number): Promise<void> {
  for (const snapshot of listSnapshots(folder).slice(0, -1)) {
    const entry = await log.at(snapshot.seq);
    if ((entry?.at ?? 0) < beforeMs) rmSync(snapshot.path, { force: true });
  }
}
