import { BUCKETS_A_DAY, BUCKETS_A_WEEK, placeInWeek } from '#rooms/activity/rules/week.ts';

/** How many distinct accounts acted in a bucket. */
export type Count = { readonly bucket: number; readonly accounts: number };

/** What is usual in a group: accounts expected in each quarter of an hour of the week. */
export type Usual = {
  readonly week: Float64Array;
  /** Why nothing can be told: too few accounts, too little history, or a sudden drop, which may be a country cut off. */
  readonly unknown: 'few' | 'new' | 'drop' | undefined;
};

/** A group with fewer accounts in its busiest quarter of an hour is not told apart. */
export const FEW = 50;
/** Days that say more than the mean of weeks: strikes, Ramadan, holidays and unrest are of these days. */
const RECENT_DAYS = 3;
const HISTORY_LEAST_DAYS = 2;
/** Below this part of what was usual, silence is no quiet. */
const DROP = 0.5;

/**
 * What is usual in a group, from its counts before `now` (a bucket): in each place of the week the mean of all weeks or, where that is more, of
 * the same hours of the last three days. Compared with itself, so that a campaign must last for days to count, and then counts as need.
 */
export function usualOf(counts: readonly Count[], now: number): Usual {
  const past = counts.filter(({ bucket }) => bucket < now);
  const first = past.reduce((least, { bucket }) => Math.min(least, bucket), now);
  const weekly = meanWeek(past, first, now);
  const days = Math.min(RECENT_DAYS, Math.floor((now - first) / BUCKETS_A_DAY));
  const recent = meanDay(past, now, days);
  const week = weekly.map((mean, place) => Math.max(mean, recent[place % BUCKETS_A_DAY] ?? 0));
  return { week, unknown: unknownOf(past, first, now, weekly) };
}

function unknownOf(
  past: readonly Count[],
  first: number,
  now: number,
  weekly: Float64Array,
): Usual['unknown'] {
  if (past.every(({ accounts }) => accounts < FEW)) return 'few';
  if (now - first < HISTORY_LEAST_DAYS * BUCKETS_A_DAY) return 'new';
  return hasDropped(past, first, now, weekly) ? 'drop' : undefined;
}

/** Whether the last day brought less than half of what was usual before it. */
function hasDropped(past: readonly Count[], first: number, now: number, weekly: Float64Array): boolean {
  const from = now - BUCKETS_A_DAY;
  const before = meanWeek(
    past.filter(({ bucket }) => bucket < from),
    first,
    from,
  );
  let expected = 0;
  let found = 0;
  for (const { bucket, accounts } of past) if (bucket >= from) found += accounts;
  for (let bucket = from; bucket < now; bucket++)
    expected += before[placeInWeek(bucket)] || (weekly[placeInWeek(bucket)] ?? 0);
  return found < expected * DROP;
}

/** The mean in each place of the week. A bucket without a count had nobody. */
function meanWeek(past: readonly Count[], first: number, now: number): Float64Array {
  const sums = new Float64Array(BUCKETS_A_WEEK);
  const times = new Float64Array(BUCKETS_A_WEEK);
  for (const { bucket, accounts } of past) sums[placeInWeek(bucket)]! += accounts;
  for (let place = 0; place < BUCKETS_A_WEEK; place++) times[place] = timesIn(first, now, place);
  const whole = now - first >= BUCKETS_A_WEEK;
  const day = whole ? undefined : meanDay(past, now, Math.max(1, Math.floor((now - first) / BUCKETS_A_DAY)));
  return sums.map((sum, place) => (times[place] ? sum / times[place] : (day?.[place % BUCKETS_A_DAY] ?? 0)));
}

/** How often a place of the week lies between two buckets. */
function timesIn(first: number, now: number, place: number): number {
  const next = first + ((((place - first) % BUCKETS_A_WEEK) + BUCKETS_A_WEEK) % BUCKETS_A_WEEK);
  return next >= now ? 0 : Math.floor((now - 1 - next) / BUCKETS_A_WEEK) + 1;
}

/** The mean in each place of the day over the last days. */
function meanDay(past: readonly Count[], now: number, days: number): Float64Array {
  const sums = new Float64Array(BUCKETS_A_DAY);
  if (days <= 0) return sums;
  const from = now - days * BUCKETS_A_DAY;
  for (const { bucket, accounts } of past) if (bucket >= from) sums[bucket % BUCKETS_A_DAY]! += accounts;
  return sums.map((sum) => sum / days);
}
