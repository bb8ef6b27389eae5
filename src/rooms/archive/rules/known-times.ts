/** A post whose moment is known (milliseconds since 1970); `id` is its number at the source. */
export type Dated = { readonly id: number; readonly at: number };

/** The index of the first item that fits, in a list where all after it fit too; the list's length when none does. */
export function firstWhere<T>(list: readonly T[], fits: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Known posts by id, without those whose moments contradict the others' order. */
export function inOrder(dated: readonly Dated[]): Dated[] {
  return longestRising([...dated].sort((a, b) => a.id - b.id || a.at - b.at));
}

/** The longest part of a list whose moments never fall: one wrong date does not displace the rest. */
function longestRising(list: readonly Dated[]): Dated[] {
  /** At n: where the rising part of n + 1 points that ends earliest has its last point. */
  const ends: number[] = [];
  const before: number[] = [];
  list.forEach((point, i) => {
    const place = firstWhere(ends, (end) => list[end]!.at > point.at);
    before.push(ends[place - 1] ?? -1);
    ends[place] = i;
  });
  const rising: Dated[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) rising.push(list[i]!);
  return rising.reverse();
}

/** Both lists as one, without the points of the second that contradict the first. */
export function merge(sure: readonly Dated[], unsure: readonly Dated[]): Dated[] {
  const fitting = unsure.filter((point) => {
    const next = firstWhere(sure, (known) => known.id >= point.id);
    const below = sure[next - 1]?.at ?? Number.NEGATIVE_INFINITY;
    const above = sure[next]?.at ?? Number.POSITIVE_INFINITY;
    return sure[next]?.id !== point.id && below <= point.at && point.at <= above;
  });
  return [...sure, ...fitting].sort((a, b) => a.id - b.id || a.at - b.at);
}
