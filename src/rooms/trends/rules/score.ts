import { timeOfId } from '#values/ids.ts';

/** How trends are made, for everyone to read. */
export const HALF_LIFE_HOURS = 6;
export const WINDOW_HOURS = 72;
/** One person alone makes no trend. */
export const ACCOUNTS_LEAST = 2;

const HOUR_MS = 3_600_000;

/** Marked posts, the most marked first; a mark weighs half as much for every half-life the post is old. */
export function rankMarked(
  posts: readonly { readonly id: number; readonly marks: number }[],
  now: number,
): number[] {
  const weight = (id: number, marks: number) =>
    marks * 0.5 ** ((now - timeOfId(id)) / HOUR_MS / HALF_LIFE_HOURS);
  return posts
    .map(({ id, marks }) => ({ id, score: weight(id, marks) }))
    .sort((a, b) => b.score - a.score || b.id - a.id)
    .map(({ id }) => id);
}
