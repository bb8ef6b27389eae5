/** Activity is counted by quarters of an hour in UTC, since zones are offset by quarters (Kathmandu +05:45, Chatham +12:45). */
export const BUCKET_MS = 900_000;
export const BUCKETS_A_DAY = 96;
export const BUCKETS_A_WEEK = 672;

/** An account counts from this age on: a campaign of newcomers moves nothing within the days that decide. */
export const AGE_LEAST_MS = 7 * 86_400_000;

/** The number of a bucket, counted from 1970. */
export function bucketOf(ms: number): number {
  return Math.floor(ms / BUCKET_MS);
}

/** A bucket's place in the week, 0 to 671. */
export function placeInWeek(bucket: number): number {
  return bucket % BUCKETS_A_WEEK;
}
