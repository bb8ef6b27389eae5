/** Below this nothing is said: a small server's numbers tell of single people. */
const WITHHELD_UNDER = 50;

/** A figure as the public sees it: one digit, rounded down, nothing under fifty. Differences of it tell nothing of one person. */
export function figure(count: number): number {
  if (count < WITHHELD_UNDER) return 0;
  const size = 10 ** Math.floor(Math.log10(count));
  return Math.floor(count / size) * size;
}
