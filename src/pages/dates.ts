import { makeAgo } from '#pages/browser/ago.ts';
import type { Reading } from '#pages/reading.ts';
import { iso } from '#values/time.ts';

/** Numbers and dates as one reader likes them. Times are milliseconds since 1970. */
export type Speaker = {
  number(n: number): string;
  /** A part of a whole in percent, rounded down, so that only the whole is a hundred. */
  share(part: number, whole: number): string;
  /** Words in a row: "posting, reading and search". */
  list(words: readonly string[]): string;
  /** How long ago, in few letters; older than a week: the day. */
  ago(ms: number, now: number): string;
  /** Day and hour, with the zone. */
  moment(ms: number): string;
  day(ms: number): string;
  year(ms: number): string;
};

const SPEAKERS_MOST = 500;

const speakers = new Map<string, Speaker>();

/** The speaker for a way of reading; made once, since Intl's formatters are dear to make. */
export function speakerOf(reading: Reading): Speaker {
  const key = `${reading.language}.${reading.calendar}.${reading.digits}.${reading.zone}`;
  const known = speakers.get(key);
  if (known) return known;
  if (speakers.size >= SPEAKERS_MOST) speakers.clear();
  const made = makeSpeaker(reading);
  speakers.set(key, made);
  return made;
}

/** A way of reading as Intl takes it (BCP 47 with Unicode extensions). */
export function localeOf(reading: Reading): string {
  return `${reading.language}-u-ca-${reading.calendar}-nu-${reading.digits}`;
}

function makeSpeaker(reading: Reading): Speaker {
  const locale = localeOf(reading);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: reading.zone, ...options });
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 2,
    roundingMode: 'floor',
  });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const ago = makeAgo(locale);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;
  const moment = format({ day: 'numeric', month: 'long', year: 'numeric', ...clock });
  const dayAndMonth = format({ day: 'numeric', month: 'short' });
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const year = format({ year: 'numeric' });
  return {
    number: (n) => numbers.format(n),
    list: (words) => lists.format(words),
    share: (part, whole) => shares.format(whole === 0 ? 0 : part / whole),
    ago: (ms, now) => ago(ms, now) ?? (year.format(ms) === year.format(now) ? dayAndMonth : day).format(ms),
    moment: (ms) => moment.format(ms),
    day: (ms) => day.format(ms),
    year: (ms) => year.format(ms),
  };
}

/** A moment for machines, as `<time datetime>` wants it. */
export function machineTime(ms: number): string {
  return iso(ms);
}
