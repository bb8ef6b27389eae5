import type { House } from '#machinery/house.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import type { EffectKind } from '#view/command.ts';

/** Where an effect stands: the same each time it is tried, so what goes out or is submitted can carry it as its id. */
export type EffectKey = string;

/** Work for one kind of effect. Tried again with growing pauses when it throws; it may run twice, so it must not mind. */
export type Job = {
  readonly kind: string;
  readonly run: (house: House, body: never, key: EffectKey) => Promise<void>;
};

export function defineJob<B>(
  effect: EffectKind<B>,
  run: (house: House, body: B, key: EffectKey) => Promise<void>,
): Job {
  return { kind: effect.kind, run };
}

/** What a job that runs by the clock is given. */
export type Place = {
  readonly house: House;
  readonly folder: Folder;
  /** Where the server answers on this machine, `http://127.0.0.1:3000`; undefined while that is not known. */
  readonly ownAddress: () => Promise<string | undefined>;
};

/** Work that comes round. The next turn waits for the one before it. */
export type Periodic = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (place: Place) => Promise<void> | void;
  /** Runs once when jobs are asked to end. */
  readonly leave?: (place: Place) => Promise<void>;
};

export type Jobs = { readonly effects: readonly Job[]; readonly periodic: readonly Periodic[] };
