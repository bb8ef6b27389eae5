/** What the server says of everyone alike, so that nothing it emits tells who or where a person is. */

/** Counts as others see them: rounded down to 0, 10, 100 … */
export function coarse(count: number): number {
  return count < 10 ? 0 : 10 ** Math.floor(Math.log10(count));
}

/** 1 January of the year an account was made in; the day is never emitted. */
export function yearOnly(ms: number): string {
  return `${new Date(ms).getUTCFullYear()}-01-01T00:00:00.000Z`;
}
