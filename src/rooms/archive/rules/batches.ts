/** Bounds of one command, so that it neither holds up others nor outgrows the log's entry. */
export const POSTS_MOST = 100;
export const ROWS_MOST = 450;
export const CHARACTERS_MOST = 700_000;
/** Files that wait for their command: what an interruption leaves behind is swept a day later. */
export const FILES_MOST = 16;

/** What a post costs: view rows it writes, characters it takes in the log, files it brings. */
export type Cost = { readonly rows: number; readonly characters: number; readonly files: number };

/** Cuts items into batches within the bounds, in order. An item that alone is too large has a batch of its own. */
export function* batchesOf<T>(items: Iterable<T>, costOf: (item: T) => Cost): Generator<readonly T[]> {
  let batch: T[] = [];
  let total: Cost = { rows: 0, characters: 0, files: 0 };
  for (const item of items) {
    const cost = costOf(item);
    if (batch.length > 0 && !fits(batch.length, sum(total, cost))) {
      yield batch;
      batch = [];
      total = { rows: 0, characters: 0, files: 0 };
    }
    batch.push(item);
    total = sum(total, cost);
  }
  if (batch.length > 0) yield batch;
}

function fits(posts: number, cost: Cost): boolean {
  const inTheLog = posts < POSTS_MOST && cost.characters <= CHARACTERS_MOST;
  return inTheLog && cost.rows <= ROWS_MOST && cost.files <= FILES_MOST;
}

function sum(a: Cost, b: Cost): Cost {
  return { rows: a.rows + b.rows, characters: a.characters + b.characters, files: a.files + b.files };
}
