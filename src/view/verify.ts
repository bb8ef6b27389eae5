import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { follows, ZERO } from '#log/chain.ts';
import { openLocalLogForReading } from '#log/local.ts';
import type { Entry, LogReader } from '#log/port.ts';
import { type Db, openDatabase, transaction } from '#log/sqlite.ts';
import { applyAll, type IdSource } from '#view/apply.ts';
import type { Registry } from '#view/command.ts';
import { compareViews, type Difference } from '#view/compare.ts';
import type { HousePaths } from '#view/house-folder.ts';
import { migrate } from '#view/migrate.ts';
import { openViewForReading } from '#view/open.ts';
import { positionStore } from '#view/position.ts';
import { listSnapshots } from '#view/snapshots.ts';

const BATCH = 256;

export type Verified = {
  /** The sequence the replay began after: a snapshot's, or 0. */
  readonly from: number;
  /** The sequence the live view stood at. */
  readonly upTo: number;
  /** Entries whose hash does not follow from the entry before. */
  readonly broken: readonly number[];
  /** Entries that fail when they are replayed, and are not withdrawn. */
  readonly failed: readonly { readonly seq: number; readonly error: string }[];
  readonly differences: readonly Difference[];
};

export type VerifyOptions = {
  readonly paths: HousePaths;
  readonly registry: Registry;
  /** Called now and then with the sequence reached and the last one. */
  readonly onProgress?: (seq: number, upTo: number) => void;
};

/**
 * Replays the log from the oldest kept snapshot, or its start, into a fresh view and compares that with the
 * live one, row by row. Works beside a running server: it copies the live view first. Needs room for two copies
 * of the view.
 */
export async function verifyLog({ paths, registry, onProgress }: VerifyOptions): Promise<Verified> {
  const folder = mkdtempSync(join(dirname(paths.view), 'verify-'));
  const log = openLocalLogForReading(paths.log);
  const opened: Db[] = [];
  const open = (path: string) => {
    const db = openDatabase(path, { pragmas: ['journal_mode = MEMORY', 'synchronous = OFF'] });
    opened.push(db);
    return db;
  };
  try {
    const live = open(copyLive(paths.view, join(folder, 'live.db')));
    const replayed = open(await copyOldest(paths.snapshots, log, join(folder, 'replayed.db')));
    migrate(replayed);
    const upTo = live.of(positionStore).seq();
    const from = replayed.of(positionStore).seq();
    const found = await replay(replayed, log, registry, upTo, onProgress ?? (() => {}));
    return { from, upTo, ...found, differences: compareViews(live, replayed) };
  } finally {
    for (const db of opened) db.close();
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyLive(view: string, target: string): string {
  const db = openViewForReading(view);
  try {
    db.prepare('VACUUM INTO ?').run(target);
    return target;
  } finally {
    db.close();
  }
}

/** Copies the oldest snapshot that the log goes on from; without one the replay begins with an empty view. */
async function copyOldest(snapshots: string, log: LogReader, target: string): Promise<string> {
  const first = await log.firstSeq();
  const oldest = listSnapshots(snapshots).find(({ seq }) => seq >= first - 1);
  if (oldest) copyFileSync(oldest.path, target);
  return target;
}

async function replay(
  db: Db,
  log: LogReader,
  registry: Registry,
  upTo: number,
  onProgress: (seq: number, upTo: number) => void,
) {
  const position = db.of(positionStore);
  const broken: number[] = [];
  const failed: { seq: number; error: string }[] = [];
  let here = position.get() ?? { epoch: log.epoch, ...ZERO_POSITION };
  position.put(here);
  const skipped = await log.skips(here.seq);
  while (here.seq < upTo) {
    const entries = (await log.read(here.seq, BATCH)).filter((entry) => entry.seq <= upTo);
    checkWhole(here.seq, entries);
    broken.push(...brokenLinks(here.hash, entries));
    const ids: IdSource = { last: here.lastTimedId };
    transaction(db, () => {
      for (const applied of applyAll(db, registry, ids, entries, skipped))
        if ('fault' in applied) failed.push({ seq: applied.entry.seq, error: String(applied.fault) });
      const end = entries.at(-1)!;
      here = { epoch: log.epoch, seq: end.seq, hash: end.hash, lastTimedId: ids.last };
      position.put(here);
    });
    onProgress(here.seq, upTo);
  }
  return { broken, failed };
}

/** Entries are never missing in the middle; at the beginning they may be, when the server truncates while this runs. */
function checkWhole(seq: number, entries: readonly Entry[]): void {
  const missing = entries.findIndex((entry, i) => entry.seq !== seq + 1 + i);
  if (entries.length === 0 || missing === 0) throw new Error('the log was truncated meanwhile; verify again');
  if (missing > 0) throw new Error(`the log has no entry ${seq + 1 + missing}`);
}

const ZERO_POSITION = { seq: 0, hash: ZERO.hash, lastTimedId: 0 };

function brokenLinks(previousHash: string, entries: readonly Entry[]): readonly number[] {
  const before = [previousHash, ...entries.map((entry) => entry.hash)];
  return entries.filter((entry, i) => !follows(before[i]!, entry)).map((entry) => entry.seq);
}
