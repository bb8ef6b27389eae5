import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '#log/port.ts';
import { Refusal } from '#values/refusal.ts';
import type { Checkpoints } from '#view/checkpoints.ts';
import type { Registry } from '#view/command.ts';
import { syncFolder } from '#view/durable-files.ts';
import {
  newGenerationFile,
  placeGeneration,
  removeGeneration,
  removeLater,
  standingFile,
} from '#view/generations/files.ts';
import { followUp } from '#view/generations/follow-up.ts';
import { requireRoom, roomTrouble } from '#view/generations/reserve.ts';
import { passInWorker } from '#view/generations/run-pass.ts';
import type { HousePaths } from '#view/house-folder.ts';
import { type Keeper, type MovingKeeper, openKeeper } from '#view/keeper.ts';
import { positionStore } from '#view/position.ts';
import type { Between } from '#view/turns.ts';

/** How much of the time a pass works beside a server that answers: its thread gives way besides. */
export const SHARE = 0.75;

/** Longer than any process reads on in a view it has left. */
const LET_GO_AFTER_MS = 120_000;

/** How far it is: bytes written of the bytes that are copied, or entries of the log that are still to be applied. */
export type GenerationProgress =
  | { readonly written: number; readonly whole: number }
  | { readonly behind: number };

export type GenerationMade = {
  /** The sequence at which it took the former's place. */
  readonly seq: number;
  readonly bytesBefore: number;
  readonly bytes: number;
  readonly tookMs: number;
  /** How long the copy took; what remains is catching up. */
  readonly copyMs: number;
  /** How long commands had to wait for the swap. */
  readonly swapMs: number;
};

export type GenerationOptions = {
  readonly paths: HousePaths;
  readonly log: Log;
  readonly registry: Registry;
  /** The keeper of the running house; it goes over to the new generation. */
  readonly keeper: MovingKeeper;
  readonly between: Between;
  readonly checkpoints?: Checkpoints;
  /** Free disk that is not touched, bytes. */
  readonly reserveBytes: number;
  readonly share?: number;
  readonly onProgress?: (progress: GenerationProgress) => void;
  readonly signal?: AbortSignal;
  /** The view's name stands for the new generation, but its readers could not be told: the process must start again. */
  readonly onTorn: (error: unknown) => void;
};

/**
 * Writes the view anew beside the one in use and puts it in its place, while commands and reads go on: a pass over one
 * snapshot on a slow thread, the log's entries since then, and between two batches of the writer the change of the
 * name. Whatever fails before that leaves the view in use as it was. Rejects with a Refusal when the disk has no room.
 */
export async function makeGeneration(options: GenerationOptions): Promise<GenerationMade> {
  const { paths, checkpoints, keeper } = options;
  requireRoom(paths.view, options.reserveBytes);
  const began = performance.now();
  const former = standingFile(paths.view);
  const bytesBefore = statSync(former).size;
  const file = newGenerationFile(paths.view);
  let next: Keeper | undefined;
  try {
    await write(file, former, options);
    const copyMs = performance.now() - began;
    next = await follow(file, options);
    const { seq, swapMs } = await swap(next, file, options);
    leaveFormer(paths.view, former, checkpoints);
    return {
      seq,
      bytesBefore,
      bytes: statSync(file).size,
      tookMs: performance.now() - began,
      copyMs,
      swapMs,
    };
  } catch (error) {
    if (keeper.db !== next?.db) {
      next?.db.close();
      await checkpoints?.drop(file);
      removeGeneration(paths.view, file);
      await checkpoints?.follow(former);
    }
    throw error;
  }
}

async function write(file: string, former: string, options: GenerationOptions): Promise<void> {
  const { checkpoints, share = SHARE } = options;
  const { signal, onProgress } = watchRoom(options);
  await checkpoints?.rest(former);
  await passInWorker({ from: former, to: file, share }, onProgress, signal);
  syncFolder(dirname(file));
}

async function follow(file: string, options: GenerationOptions): Promise<Keeper> {
  const { log, registry, keeper, checkpoints } = options;
  const { signal, onProgress } = watchRoom(options);
  const next = await openKeeper(file, log, registry);
  try {
    await checkpoints?.follow(file);
    const onBehind = (behind: number) => onProgress({ behind });
    await followUp(next, { reached: keeper.seq, signal, onBehind });
    return next;
  } catch (error) {
    next.db.close();
    throw error;
  }
}

/** Gives the generation up when the disk is needed for more important things. */
function watchRoom({ paths, reserveBytes, signal, onProgress = () => {} }: GenerationOptions) {
  const given = new AbortController();
  return {
    signal: signal ? AbortSignal.any([signal, given.signal]) : given.signal,
    onProgress(progress: GenerationProgress) {
      onProgress(progress);
      const trouble = roomTrouble(paths.view, reserveBytes);
      if (trouble) given.abort(trouble);
    },
  };
}

/** Between two batches: the last entries, the name, and a word to those who read the former. */
async function swap(next: Keeper, file: string, options: GenerationOptions) {
  const { paths, keeper, between, signal } = options;
  return between(async () => {
    signal?.throwIfAborted();
    const began = performance.now();
    await next.catchUp(undefined, keeper.seq());
    requireSame(next, keeper);
    placeGeneration(paths.view, file);
    const old = keeper.moveTo(next);
    try {
      old.db.of(positionStore).retire();
    } catch (error) {
      options.onTorn(error);
    }
    old.db.close();
    return { seq: next.seq(), swapMs: performance.now() - began };
  });
}

function requireSame(next: Keeper, present: Keeper): void {
  const [a, b] = [next, present].map(({ db }) => db.of(positionStore).get()!);
  if (a!.seq !== b!.seq || a!.hash !== b!.hash || a!.lastTimedId !== b!.lastTimedId)
    throw new Error('the new view does not stand where the present one stands');
}

/**
 * Removed before it is closed, so that SQLite does not write out a WAL that nobody needs. The thread that checkpoints is
 * the last to let go of it, after all readers: freeing gigabytes takes its time.
 */
function leaveFormer(view: string, former: string, checkpoints: Checkpoints | undefined): void {
  if (!checkpoints) {
    removeGeneration(view, former);
    return;
  }
  const drop = () => void checkpoints.drop(former).catch(() => {});
  removeLater(view, former, () => void setTimeout(drop, LET_GO_AFTER_MS).unref());
}

/** One generation at a time. */
export function oneAtATime<A extends readonly unknown[], T>(make: (...args: A) => Promise<T>) {
  let busy = false;
  return async (...args: A): Promise<T> => {
    if (busy) throw new Refusal('conflict', 'Another view is being made already');
    busy = true;
    try {
      return await make(...args);
    } finally {
      busy = false;
    }
  };
}
