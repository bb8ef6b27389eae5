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

/** A log as those read it who never write. Everything may be far away, so everything may fail and be asked again. */
export type LogReader = {
  /** Drawn at random when the log was made. A view remembers whose log it was made from. */
  readonly epoch: string;
  /** The last durable entry, or the zero before the first. */
  head(): Promise<Head>;
  /** Entries after `afterSeq`, oldest first, at most `limit`. Begins later if what followed was truncated. */
  read(afterSeq: number, limit: number): Promise<readonly Entry[]>;
  /** Sequences withdrawn by `skip` entries that stand after `afterSeq`. */
  skips(afterSeq: number): Promise<ReadonlySet<number>>;
  /** The entry at `seq`, or the zero at 0. Undefined when it was truncated or never was. */
  at(seq: number): Promise<Head | undefined>;
  /** The lowest sequence still kept; head + 1 when none is. */
  firstSeq(): Promise<number>;
  /** The last entry whose time is before the moment, 0 if none is kept. */
  lastBefore(ms: number): Promise<number>;
  close(): Promise<void>;
};

/** A durable, ordered list of commands. One writer at a time. */
export type Log = LogReader & {
  /**
   * Resolves once every draft is durable, in the given order, all or none. After a rejection nobody knows whether the
   * drafts made it: the log takes nothing more until `recover` has found out.
   */
  append(drafts: readonly Draft[], nowMs: number): Promise<readonly Entry[]>;
  /**
   * Ends the doubt a failed append left: reopens the storage and makes durable what is there. Then the head is certain.
   * Does nothing when there is no doubt. Rejects, to be tried again, while the storage does not serve.
   */
  recover(): Promise<void>;
  /** Forgets entries up to and with `seq`, overwriting their bytes. The head is never forgotten. */
  truncate(upToSeq: number): Promise<void>;
};

/** Withdraws an earlier entry whose apply threw. Body: {"seq": n}. */
export const SKIP = 'skip/1';

/** An append was tried while it is not known what became of an earlier one. */
export class LogInDoubt extends Error {
  constructor() {
    super('an earlier append failed and the log has not recovered yet');
    this.name = 'LogInDoubt';
  }
}
