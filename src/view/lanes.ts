/** Interactive commands overtake bulk ones (imports, purges), which still move on. */
export type Lane = 'interactive' | 'bulk';

const BATCH_MOST = 256;
const BULK_LEAST = 8;
const BULK_MOST = 32;
const QUEUE_MOST = 8_192;
const QUEUE_BYTES_MOST = 67_108_864;

export type Lanes<T> = {
  /** False when too much is waiting: nothing was added. */
  add(item: T, bytes: number, lane: Lane): boolean;
  /** Takes what goes into the next batch, at most 256. */
  next(): readonly T[];
  /** Takes everything. */
  drain(): readonly T[];
  empty(): boolean;
};

/** The bounded queue before the log. */
export function makeLanes<T>(): Lanes<T> {
  let interactive: Queued<T>[] = [];
  let bulk: Queued<T>[] = [];
  let bytesWaiting = 0;

  function out(taken: readonly Queued<T>[]): readonly T[] {
    for (const { bytes } of taken) bytesWaiting -= bytes;
    return taken.map(({ item }) => item);
  }

  return {
    add(item, bytes, lane) {
      if (interactive.length + bulk.length >= QUEUE_MOST || bytesWaiting + bytes > QUEUE_BYTES_MOST)
        return false;
      bytesWaiting += bytes;
      (lane === 'bulk' ? bulk : interactive).push({ item, bytes });
      return true;
    },
    next() {
      const first = interactive.splice(0, BATCH_MOST - Math.min(bulk.length, BULK_LEAST));
      return out([...first, ...bulk.splice(0, Math.min(BULK_MOST, BATCH_MOST - first.length))]);
    },
    drain() {
      const all = out([...interactive, ...bulk]);
      interactive = [];
      bulk = [];
      return all;
    },
    empty: () => interactive.length + bulk.length === 0,
  };
}

type Queued<T> = { readonly item: T; readonly bytes: number };
