import type { Keeper } from '#view/keeper.ts';

/** A command that arrives meanwhile waits for one piece, so a piece is to take about so long. */
const PIECE_MS = 3;
const ENTRIES_FIRST = 8;
const ENTRIES_MOST = 64;
/** How much of the time is worked at it: the rest is the writer's, on whose thread this runs. */
const SHARE = 0.5;
/** So few entries are applied while the writer waits. */
export const NEAR = 32;
/** After so long the new generation is brought up without rest, or it would never catch up with a very busy house. */
const REST_FOR_MS = 30_000;

export type FollowOptions = {
  /** The sequence the other view has reached: everything up to it is settled, its faults are withdrawn in the log. */
  readonly reached: () => number | Promise<number>;
  readonly signal: AbortSignal;
  readonly onBehind: (entries: number) => void;
};

/** Applies what happened since the pass began, in small pieces with rest between them, until nearly nothing is missing. */
export async function followUp(next: Keeper, options: FollowOptions): Promise<void> {
  const { reached, signal, onBehind } = options;
  const startedAt = performance.now();
  let size = ENTRIES_FIRST;
  for (;;) {
    const behind = (await reached()) - next.seq();
    onBehind(behind);
    signal.throwIfAborted();
    if (behind <= NEAR) return;
    const began = performance.now();
    await next.catchUp(undefined, next.seq() + Math.min(behind, size));
    const now = performance.now();
    const took = now - began;
    size = Math.max(1, Math.min(ENTRIES_MOST, took > PIECE_MS ? Math.floor(size / 2) : size * 2));
    const rest = now - startedAt < REST_FOR_MS ? took * (1 / SHARE - 1) : 0;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}
