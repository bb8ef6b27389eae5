/** A command before it has a place in the log. */
export type Draft = {
  /** Command id: the same id is carried out once, however often it arrives. */
  readonly id: string;
  /** Which apply function, with its version: `post-status/1`. */
  readonly kind: string;
  /** JSON text. */
  readonly body: string;
};

/** A command in the log. */
export type Entry = Draft & {
  /** 1, 2, 3 …; never reused, without gaps. */
  readonly seq: number;
  /** Milliseconds since 1970, never decreasing from entry to entry. */
  readonly at: number;
  /** SHA-256 (hex) over the previous hash and this entry: the log's history in one word. */
  readonly hash: string;
};

export type Head = { readonly seq: number; readonly at: number; readonly hash: string };

/** A durable, ordered list of commands. One writer at a time. */
export type Log = {
  /** Drawn at random when the log was made. A view remembers whose log it was made from. */
  readonly epoch: string;
  /** Resolves once every draft is durable, in the given order, all or none. Rejects with the storage's error. */
  append(drafts: readonly Draft[], nowMs: number): Promise<readonly Entry[]>;
  /** Entries after `seq`, oldest first, at most `limit`. */
  read(afterSeq: number, limit: number): readonly Entry[];
  /** Sequences withdrawn by a later `skip` entry, among entries after `seq`. */
  skips(afterSeq: number): ReadonlySet<number>;
  head(): Head;
  /** The entry at `seq`, or the head's zero before the first. Undefined when it was truncated or never was. */
  at(seq: number): Head | undefined;
  /** The lowest sequence still kept; head + 1 when none is. */
  firstSeq(): number;
  /** The last entry whose time is before the moment, 0 if none. */
  lastBefore(ms: number): number;
  /** Forgets entries up to and with `seq`, overwriting their bytes. The head is never forgotten. */
  truncate(upToSeq: number): void;
  close(): void;
};

/** Withdraws an earlier entry whose apply threw. Body: {"seq": n}. */
export const SKIP = 'skip/1';
