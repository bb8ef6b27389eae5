/** Bounds of one command, so that it neither holds up others nor outgrows the log's entry. */
export const POSTS_MOST = 100;
export const ROWS_MOST = 450;
export const CHARACTERS_MOST = 700_000;

/** What a post costs: view rows it writes, characters it takes in the log. */
export type Cost = { readonly rows: number; readonly characters: number };

/** Cuts a list into batches within the bounds, in order. An item that alone is too large has a batch of its own. */
export function batchesOf<T>(items: readonly T[], costOf: (item: T) => Cost): T[][] {
  const batches: T[][] = [];
  let rows = 0;
  let characters = 0;
  for (const item of items) {
    const cost = costOf(item);
    const batch = batches.at(-1);
    const fits =
      batch !== undefined &&
      batch.length < POSTS_MOST &&
      rows + cost.rows <= ROWS_MOST &&
      characters + cost.characters <= CHARACTERS_MOST;
    if (fits) batch.push(item);
    else batches.push([item]);
    rows = (fits ? rows : 0) + cost.rows;
    characters = (fits ? characters : 0) + cost.characters;
  }
  return batches;
}
