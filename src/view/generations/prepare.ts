import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { openLocalLogForReading } from '#log/local.ts';
import type { Log, LogReader } from '#log/port.ts';
import { isCorruption } from '#log/sqlite.ts';
import { truncateWal } from '#view/checkpoint.ts';
import type { Registry } from '#view/command.ts';
import { syncFolder } from '#view/durable-files.ts';
import { newGenerationFile, removeGeneration, standingFile } from '#view/generations/files.ts';
import { followUp } from '#view/generations/follow-up.ts';
import type { GenerationProgress } from '#view/generations/make.ts';
import { requireRoom, roomTrouble } from '#view/generations/reserve.ts';
import { passInWorker } from '#view/generations/run-pass.ts';
import type { HousePaths } from '#view/house-folder.ts';
import { type Keeper, openKeeper, UnsettledEntry } from '#view/keeper.ts';
import { schemaOf } from '#view/migrate.ts';
import { migrations } from '#view/migrations/index.ts';
import { openViewForReading } from '#view/open.ts';
import { positionStore } from '#view/position.ts';
import type { Migration, Rewrite } from '#view/rewrite.ts';
import { isDistrusted } from '#view/set-aside.ts';

export type PrepareOptions = {
  readonly paths: HousePaths;
  readonly registry: Registry;
  readonly reserveBytes: number;
  /** 1 when nobody else works on the view. */
  readonly share: number;
  readonly onProgress: (progress: GenerationProgress) => void;
  readonly report: (what: string, error: unknown) => void;
  readonly steps?: readonly Migration[];
};

/**
 * Makes the next generation for a newer schema while another writer may still keep the present view: who takes over
 * from it then has nearly nothing left to do. Resolves with the file, undefined when no migration rewrites a table.
 * Rejects with a Refusal when the disk has no room.
 */
export async function prepareGeneration(options: PrepareOptions): Promise<string | undefined> {
  const { paths, steps = migrations } = options;
  if (!existsSync(paths.view) || !existsSync(paths.log) || isDistrusted(paths.view)) return undefined;
  const former = standingFile(paths.view);
  const pending = pendingFor(former, steps);
  if (!pending.some((step) => typeof step !== 'string')) return undefined;
  requireRoom(paths.view, options.reserveBytes);
  const file = newGenerationFile(paths.view);
  try {
    await writeNext(file, former, typeof pending[0] === 'string' ? undefined : pending[0], options);
    return file;
  } catch (error) {
    removeGeneration(paths.view, file);
    throw error;
  }
}

async function writeNext(
  file: string,
  former: string,
  rewrite: Rewrite | undefined,
  options: PrepareOptions,
): Promise<void> {
  const { paths, registry, share, report } = options;
  const given = new AbortController();
  const onProgress = (progress: GenerationProgress) => {
    const trouble = roomTrouble(paths.view, options.reserveBytes);
    if (trouble) given.abort(trouble);
    options.onProgress(progress);
  };
  const work = { from: former, to: file, share, ...(rewrite && { rewrite }) };
  await passInWorker(work, onProgress, given.signal);
  syncFolder(dirname(file));
  const log = openLocalLogForReading(paths.log);
  try {
    const next = await openKeeper(file, asLog(log), registry, options.steps);
    try {
      await followOther(next, former, {
        signal: given.signal,
        onBehind: (behind) => onProgress({ behind }),
      });
    } catch (error) {
      if (!(error instanceof UnsettledEntry)) throw error;
      report('the next view is finished after taking over', error);
    } finally {
      truncateWal(next.db);
      next.db.close();
    }
  } finally {
    await log.close();
  }
}

/** Follows the view that another process keeps. */
async function followOther(
  next: Keeper,
  former: string,
  options: Omit<Parameters<typeof followUp>[1], 'reached'>,
): Promise<void> {
  const other = openViewForReading(former);
  try {
    await followUp(next, { ...options, reached: other.of(positionStore).seq });
  } finally {
    other.close();
  }
}

/** The steps a view lacks; none when it is damaged, since it is rebuilt then. */
function pendingFor(view: string, steps: readonly Migration[]): readonly Migration[] {
  try {
    const db = openViewForReading(view);
    try {
      return steps.slice(schemaOf(db));
    } finally {
      db.close();
    }
  } catch (error) {
    if (isCorruption(error)) return [];
    throw error;
  }
}

/** The log of another writer: an entry that fails here cannot be withdrawn from here. */
function asLog(reader: LogReader): Log {
  const no = async () => {
    throw new UnsettledEntry('an entry fails in the next view, and only the writer may withdraw it');
  };
  return { ...reader, append: no, truncate: no, recover: async () => {} };
}
