const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** From 4 November 2010 on a tweet's number tells its millisecond (Twitter's Snowflake); before, they were counted up. */
const FIRST_SNOWFLAKE = 30_000_000_000n;
const SNOWFLAKE_EPOCH_MS = 1_288_834_974_657;

const ISO = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)$/;
const RUBY =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (Z|UTC|GMT|[+-]\d\d:?\d\d) (\d{4})$/;
const MAIL =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) (Z|UTC|GMT|[+-]\d\d:?\d\d)$/;

/** A moment in any of the forms Twitter has written: milliseconds since 1970, or undefined. */
export function parseTime(text: string): number | undefined {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return moment([year, month, day, hour, minute, second], zone!, (fraction ?? '').padEnd(3, '0'));
  }
  const ruby = RUBY.exec(text);
  if (ruby) return moment([ruby[7], monthOf(ruby[1]!), ruby[2], ruby[3], ruby[4], ruby[5]], ruby[6]!, '0');
  const mail = MAIL.exec(text);
  if (mail) return moment([mail[3], monthOf(mail[2]!), mail[1], mail[4], mail[5], mail[6]], mail[7]!, '0');
  return undefined;
}

function monthOf(name: string): string {
  return String(MONTHS.indexOf(name) + 1);
}

function moment(parts: readonly (string | undefined)[], zone: string, fraction: string): number | undefined {
  const [year, month, day, hour, minute, second] = parts.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), Number(fraction));
  const read = new Date(local);
  const real =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && second <= 60;
  return real ? local - offsetMs(zone) : undefined;
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

export function isMidnight(ms: number): boolean {
  return ms % DAY_MS === 0;
}

/** Whether a tweet's number was counted up, so that its neighbours bound its moment. */
export function isCounted(sourceId: string): boolean {
  return BigInt(sourceId) < FIRST_SNOWFLAKE;
}

/** The millisecond a later tweet's number tells. */
export function snowflakeTime(sourceId: string): number {
  return Number(BigInt(sourceId) >> 22n) + SNOWFLAKE_EPOCH_MS;
}

/** When a tweet was written: as stated, or where only the day is stated, to the second by its number if that tells. */
export function momentOf(sourceId: string, text: string): number | undefined {
  const stated = parseTime(text);
  if (stated === undefined || !isMidnight(stated) || isCounted(sourceId)) return stated;
  const told = Math.floor(snowflakeTime(sourceId) / 1_000) * 1_000;
  return told >= stated && told < stated + DAY_MS ? told : stated;
}

export type Stated = { readonly sourceId: string; readonly createdAt: number };

/**
 * The tweets of one file whose 00:00:00 says nothing of the time of day. Old archives wrote it for every tweet before
 * November 2010; a single one among others with times of day really was posted at midnight.
 */
export function dayOnly(file: readonly Stated[]): ReadonlySet<string> {
  const counted = file.filter((tweet) => isCounted(tweet.sourceId));
  const midnights = counted.filter((tweet) => isMidnight(tweet.createdAt));
  if (midnights.length === 1 && counted.length > 1) return new Set();
  return new Set(midnights.map((tweet) => tweet.sourceId));
}
