import type { Db } from '#log/sqlite.ts';

/** What has happened, as a kind with a typed body. Its kind is kept in event rows. */
export type EventKind<B> = { readonly kind: string; readonly body?: B };

export function eventKind<B>(kind: string): EventKind<B> {
  return { kind };
}

/** Work to be done after the command: a row that jobs take once. */
export type EffectKind<B> = { readonly kind: string; readonly body?: B };

export function effectKind<B>(kind: string): EffectKind<B> {
  return { kind };
}

/** All that apply may know: the entry and the view. No clock, chance, network or environment. */
export type ApplyContext = {
  /** Sequence of the entry being applied. */
  readonly seq: number;
  /** The entry's time, milliseconds since 1970. */
  readonly at: number;
  readonly db: Db;
  /** A room's statements over the view. */
  of<T>(make: (db: Db) => T): T;
  /** Next id in log order (statuses, notifications, conversations, scheduled statuses). */
  timedId(): number;
  /** An id without time or order, drawn from the entry's hash, so that a replay draws the same. */
  randomId(): number;
  /** Says what happened: writes an event row and runs the reactions in the same transaction. */
  emit<B>(event: EventKind<B>, body: B): void;
  /** Leaves work for jobs, in the same transaction. */
  effect<B>(effect: EffectKind<B>, body: B): void;
};

/** One way to change the view. `apply` of a kind and version never changes while a log may hold it. */
export type Command<B, R> = {
  readonly kind: string;
  readonly apply: (ctx: ApplyContext, body: B) => R;
};

/** Defines a command. `kind` is `name/version`; R is plain JSON and small (ids, not rows). */
export function defineCommand<B, R>(kind: string, apply: (ctx: ApplyContext, body: B) => R): Command<B, R> {
  return { kind, apply };
}

export type AnyCommand = Command<never, unknown>;

/** A consequence inside apply: runs in the same transaction, in the order given in `app.ts`. */
export type Reaction<B = never> = {
  readonly kind: string;
  readonly run: (ctx: ApplyContext, body: B) => void;
};

export function reaction<B>(event: EventKind<B>, run: (ctx: ApplyContext, body: B) => void): Reaction<B> {
  return { kind: event.kind, run };
}

export type AnyReaction = Reaction<never>;

/** Everything apply can be asked: commands by kind, reactions by event kind. */
export type Registry = {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly reactions: ReadonlyMap<string, readonly AnyReaction[]>;
};

export function makeRegistry(commands: readonly AnyCommand[], reactions: readonly AnyReaction[]): Registry {
  const byKind = new Map<string, AnyCommand>();
  for (const command of commands) {
    if (byKind.has(command.kind)) throw new Error(`two commands are called ${command.kind}`);
    byKind.set(command.kind, command);
  }
  return { commands: byKind, reactions: Map.groupBy(reactions, (r) => r.kind) };
}
