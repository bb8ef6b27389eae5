import { dayOf, yearStart } from '#values/time.ts';

/** Below this many accounts a petition is not told in numbers. */
export const ACCOUNTS_LEAST = 50;
/** How long uses of a petition's hashtag are counted. */
export const COUNTED_MS = 28 * 86_400_000;

/** What is published of a count: 0 for "under 50", then 50, 100, 1,000, 10,000 … or more. */
export function stepOf(accounts: number): number {
  if (accounts < ACCOUNTS_LEAST) return 0;
  return Math.max(ACCOUNTS_LEAST, 10 ** Math.floor(Math.log10(accounts)));
}

/** Which uses of a petition's hashtag count. Milliseconds. */
export type PetitionRule = {
  /** Posts from this moment on: the one at which the window was announced. */
  readonly since: number;
  /** Posts by accounts made before this day. */
  readonly madeBefore: number;
  readonly countedUntil: number;
};

/**
 * Counts accounts that were there before the day of the notice, so that none made for the petition is counted. The day an
 * account was made is kept for thirty days only; then the start of its year stands for it. So counting ends before that,
 * and a petition that begins later counts only accounts of the years before the notice's: too few rather than too many.
 */
export function petitionRule(noticeAt: number, namedAt: number): PetitionRule {
  const daysKnown = namedAt < noticeAt + COUNTED_MS;
  return {
    since: noticeAt,
    madeBefore: daysKnown ? dayOf(noticeAt) : yearStart(noticeAt),
    countedUntil: (daysKnown ? noticeAt : namedAt) + COUNTED_MS,
  };
}
