import type { Entry } from '#rooms/timelines/rules/entry.ts';

/** Some entries in a row, and the id to go on from; undefined when there are no more. */
export type Stretch = { readonly entries: readonly Entry[]; readonly next: number | undefined };

/** A timeline in id order that can be entered anywhere. Both bounds are exclusive. */
export type Walk = {
  /** Newest first, from just below `below`, at most `most`. */
  down(below: number, above: number, most: number): Stretch;
  /** Oldest first, from just above `above`, at most `most`. */
  up(above: number, below: number, most: number): Stretch;
};

/** A stretch from rows that were asked with LIMIT `most`: fewer than that means the end. */
export function stretch(entries: readonly Entry[], most: number): Stretch {
  return { entries, next: entries.length < most ? undefined : entries.at(-1)?.id };
}

export const EMPTY: Walk = {
  down: () => ({ entries: [], next: undefined }),
  up: () => ({ entries: [], next: undefined }),
};

/** The newest `most` of two rows of entries that are newest first, each id once. */
export function mergeDown(a: readonly Entry[], b: readonly Entry[], most: number): Entry[] {
  return merge(a, b, most, (x, y) => x - y);
}

/** The oldest `most` of two rows of entries that are oldest first, each id once. */
export function mergeUp(a: readonly Entry[], b: readonly Entry[], most: number): Entry[] {
  return merge(a, b, most, (x, y) => y - x);
}

function merge(
  a: readonly Entry[],
  b: readonly Entry[],
  most: number,
  before: (x: number, y: number) => number,
): Entry[] {
  const merged: Entry[] = [];
  let i = 0;
  let j = 0;
  while (merged.length < most && (i < a.length || j < b.length)) {
    const first = j >= b.length || (i < a.length && before(a[i]!.id, b[j]!.id) >= 0) ? a[i]! : b[j]!;
    if (a[i]?.id === first.id) i++;
    if (b[j]?.id === first.id) j++;
    merged.push(first);
  }
  return merged;
}

/** Two walks as one. */
export function both(a: Walk, b: Walk): Walk {
  return {
    down: (below, above, most) =>
      stretch(mergeDown(a.down(below, above, most).entries, b.down(below, above, most).entries, most), most),
    up: (above, below, most) =>
      stretch(mergeUp(a.up(above, below, most).entries, b.up(above, below, most).entries, most), most),
  };
}
