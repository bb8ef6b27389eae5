import type { WindowDeed } from '#rooms/maintenance/index.ts';

/** A public change of a window, as feeds tell it. Times are milliseconds UTC. */
export type Change = {
  readonly windowId: number;
  readonly sequence: number;
  /** `measured`: what came of it was published. */
  readonly what: WindowDeed | 'measured';
  readonly at: number;
  /** The slot it had from then on. */
  readonly startsAt: number;
  readonly endsAt: number;
};
