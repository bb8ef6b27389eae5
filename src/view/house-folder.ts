import { constants, copyFileSync, existsSync, rmSync } from 'node:fs';
import { openLocalLog } from '#log/local.ts';
import type { Log } from '#log/port.ts';
import { isCorruption } from '#log/sqlite.ts';
import type { Registry } from '#view/command.ts';
import { filesOf, putInPlace } from '#view/durable-files.ts';
import { ForeignView, type Keeper, keepView } from '#view/keeper.ts';
import { NewerSchema } from '#view/migrate.ts';
import { openViewForWriting } from '#view/open.ts';
import { distrust, isDistrusted, setAside, trust } from '#view/set-aside.ts';
import { listSnapshots, newestUsable } from '#view/snapshots.ts';

/** Where log and view lie. */
export type HousePaths = { readonly log: string; readonly view: string; readonly snapshots: string };

export type HouseFolderOptions = {
  readonly paths: HousePaths;
  readonly registry: Registry;
  /** Told when the view has to be rebuilt, and of commands that failed while catching up. */
  readonly report: (what: string, error?: unknown) => void;
};

export type HouseFolder = {
  readonly log: Log;
  readonly keeper: Keeper;
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
export async function openHouseFolder({ paths, registry, report }: HouseFolderOptions): Promise<HouseFolder> {
  if (!existsSync(paths.log) && (existsSync(paths.view) || listSnapshots(paths.snapshots).length > 0))
    throw new BrokenHouse(`there is a view but no log at ${paths.log}`);
  const log = openLocalLog(paths.log);
  let keeper: Keeper | undefined;
  const close = async () => {
    keeper?.db.close();
    await log.close();
  };
  try {
    keeper = await openOrRebuild(log, { paths, registry, report });
    await keeper.catchUp((applied) => {
      if ('fault' in applied)
        report(`${applied.entry.kind} at ${applied.entry.seq} was skipped`, applied.fault);
    });
    return { log, keeper, distrustView: () => distrust(paths.view), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openOrRebuild(log: Log, { paths, registry, report }: HouseFolderOptions): Promise<Keeper> {
  const doubt = await doubtAbout(log, paths, registry);
  if (typeof doubt !== 'string') return doubt;
  if (existsSync(paths.view) || (await log.head()).seq > 0) report(`the view is rebuilt: ${doubt}`);
  await rebuild(log, paths);
  return openKeeper(log, paths, registry);
}

/** The view, ready, or why it cannot be used. */
async function doubtAbout(log: Log, paths: HousePaths, registry: Registry): Promise<Keeper | string> {
  if (isDistrusted(paths.view)) return 'it was found damaged';
  if (!existsSync(paths.view)) return 'there is none';
  try {
    return await openKeeper(log, paths, registry);
  } catch (error) {
    const hopeless = error instanceof ForeignView || error instanceof NewerSchema || isCorruption(error);
    if (!hopeless) throw error;
    return (error as Error).message;
  }
}

async function openKeeper(log: Log, paths: HousePaths, registry: Registry): Promise<Keeper> {
  const db = openViewForWriting(paths.view);
  try {
    return await keepView(db, log, registry);
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Puts the newest usable snapshot, or nothing, in the view's place. Moves nothing before it is certain that
 * there is a way.
 */
async function rebuild(log: Log, { view, snapshots }: HousePaths): Promise<void> {
  const source = await newestUsable(snapshots, log);
  if (!source && (await log.firstSeq()) > 1)
    throw new BrokenHouse(
      'neither the view nor a snapshot fits the log, and the log no longer begins at its start',
    );
  setAside(view);
  if (source) {
    const next = `${view}.next`;
    for (const { path } of filesOf(next)) rmSync(path);
    copyFileSync(source.path, next, constants.COPYFILE_FICLONE);
    putInPlace(next, view);
  }
  trust(view);
}
