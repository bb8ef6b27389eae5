import { constants, copyFileSync, existsSync, rmSync } from 'node:fs';
import { openLocalLog } from '#log/local.ts';
import type { Log } from '#log/port.ts';
import { isCorruption } from '#log/sqlite.ts';
import { passiveCheckpoint } from '#view/checkpoint.ts';
import type { Registry } from '#view/command.ts';
import { filesOf, putInPlace } from '#view/durable-files.ts';
import { adoptGeneration } from '#view/generations/adopt.ts';
import { removeGeneration, sweepGenerations } from '#view/generations/files.ts';
import { ForeignView, type Keeper, type MovingKeeper, movingKeeper, openKeeper } from '#view/keeper.ts';
import { NewerSchema } from '#view/migrate.ts';
import type { Migration } from '#view/rewrite.ts';
import { distrust, isDistrusted, setAside, trust } from '#view/set-aside.ts';
import { listSnapshots, newestUsable } from '#view/snapshots.ts';

const CHECKPOINT_EVERY = 20_000;

/** Where log and view lie. */
export type HousePaths = { readonly log: string; readonly view: string; readonly snapshots: string };

export type HouseFolderOptions = {
  readonly paths: HousePaths;
  readonly registry: Registry;
  /** Told when the view has to be rebuilt, and of commands that failed while catching up. */
  readonly report: (what: string, error?: unknown) => void;
  /** A generation of the newest schema that was made while another writer kept the view. */
  readonly prepared?: string | undefined;
  /** The schema, when it is not the present one. */
  readonly steps?: readonly Migration[] | undefined;
};

export type HouseFolder = {
  readonly log: Log;
  readonly keeper: MovingKeeper;
  /** Says that the view is damaged; the next opening rebuilds it. */
  distrustView(): void;
  close(): Promise<void>;
};

/** The folder holds no log, or one that neither the view nor a snapshot can be caught up from. Nothing was touched. */
export class BrokenHouse extends Error {
  override readonly name = 'BrokenHouse';
}

/**
 * Opens log and view for their one writer, the view caught up with the log. A view that does not belong to the
 * log, is ahead of it, damaged, or too far behind is set aside and rebuilt from the newest snapshot, or from
 * the log's start. Rejects with BrokenHouse.
 */
export async function openHouseFolder(options: HouseFolderOptions): Promise<HouseFolder> {
  const { paths, report, prepared } = options;
  if (!existsSync(paths.log) && (existsSync(paths.view) || listSnapshots(paths.snapshots).length > 0))
    throw new BrokenHouse(`there is a view but no log at ${paths.log}`);
  const log = openLocalLog(paths.log);
  let keeper: MovingKeeper | undefined;
  const close = async () => {
    keeper?.db.close();
    await log.close();
  };
  try {
    sweepGenerations(paths.view, prepared);
    if (prepared !== undefined) await adopt(log, prepared, options);
    keeper = movingKeeper(await openOrRebuild(log, options));
    await catchUp(keeper, report);
    return { log, keeper, distrustView: () => distrust(paths.view), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A generation that cannot be used is no reason not to open: the view is then migrated where it is. */
async function adopt(log: Log, prepared: string, options: HouseFolderOptions): Promise<void> {
  const { paths, report } = options;
  try {
    const keeper = await openKeeper(prepared, log, options.registry, options.steps);
    try {
      await catchUp(keeper, report);
    } finally {
      keeper.db.close();
    }
    adoptGeneration(paths.view, prepared, report);
  } catch (error) {
    report('the prepared view cannot be used', error);
    removeGeneration(paths.view, prepared);
  }
}

async function openOrRebuild(log: Log, options: HouseFolderOptions): Promise<Keeper> {
  const { view } = options.paths;
  const doubt = await doubtAbout(log, options);
  if (typeof doubt !== 'string') return doubt;
  if (existsSync(view) || (await log.head()).seq > 0) options.report(`the view is rebuilt: ${doubt}`);
  await rebuild(log, options);
  return openKeeper(view, log, options.registry, options.steps);
}

/** The view, ready, or why it cannot be used. */
async function doubtAbout(
  log: Log,
  { paths, registry, steps }: HouseFolderOptions,
): Promise<Keeper | string> {
  if (isDistrusted(paths.view)) return 'it was found damaged';
  if (!existsSync(paths.view)) return 'there is none';
  try {
    return await openKeeper(paths.view, log, registry, steps);
  } catch (error) {
    const hopeless = error instanceof ForeignView || error instanceof NewerSchema || isCorruption(error);
    if (!hopeless) throw error;
    return (error as Error).message;
  }
}

/**
 * Makes a view from the newest usable snapshot, or from nothing, and puts it in the old one's place when it is
 * whole: until then readers go on with the old one, and if there is no way nothing was touched.
 */
async function rebuild(log: Log, { paths, registry, report, steps }: HouseFolderOptions): Promise<void> {
  const source = await newestUsable(paths.snapshots, log);
  if (!source && (await log.firstSeq()) > 1)
    throw new BrokenHouse(
      'neither the view nor a snapshot fits the log, and the log no longer begins at its start',
    );
  const next = `${paths.view}.next`;
  for (const { path } of filesOf(next)) rmSync(path);
  if (source) copyFileSync(source.path, next, constants.COPYFILE_FICLONE);
  const keeper = await openKeeper(next, log, registry, steps);
  try {
    await catchUp(keeper, report);
  } finally {
    keeper.db.close();
  }
  if (filesOf(next).length > 1) throw new Error('the new view could not be written out of its WAL');
  setAside(paths.view);
  putInPlace(next, paths.view);
  trust(paths.view);
}

/** Applies what the view lacks. Nobody else checkpoints yet, so that is done on the way. */
async function catchUp(keeper: Keeper, report: HouseFolderOptions['report']): Promise<void> {
  let count = 0;
  await keeper.catchUp((applied) => {
    const { kind, seq } = applied.entry;
    if ('fault' in applied) report(`${kind} at ${seq} was skipped`, applied.fault);
    if (++count % CHECKPOINT_EVERY === 0) passiveCheckpoint(keeper.db);
  });
}
