import type { Reading } from '#pages/reading.ts';
import { iso } from '#values/time.ts';

/** Numbers and dates as one reader likes them. Times are milliseconds since 1970. */
export type Speaker = {
  number(n: number): string;
  /** How long ago, in few letters; older than a week: the day. */
  ago(ms: number, now: number): string;
  /** Day and hour, with the zone. */
  moment(ms: number): string;
  day(ms: number): string;
  year(ms: number): string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
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

function makeSpeaker(reading: Reading): Speaker {
  const locale = `${reading.language}-u-ca-${reading.calendar}-nu-${reading.digits}`;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: reading.zone, ...options });
  const numbers = new Intl.NumberFormat(locale);
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'narrow' });
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;
  const present = new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' }).format(
    0,
    'second',
  );
  const moment = format({ day: 'numeric', month: 'long', year: 'numeric', ...clock });
  const dayAndMonth = format({ day: 'numeric', month: 'short' });
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const year = format({ year: 'numeric' });
  return {
    number: (n) => numbers.format(n),
    ago(ms, now) {
      const age = now - ms;
      if (age < MINUTE) return present;
      if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute');
      if (age < DAY) return relative.format(-Math.floor(age / HOUR), 'hour');
      if (age < 7 * DAY) return relative.format(-Math.floor(age / DAY), 'day');
      return year.format(ms) === year.format(now) ? dayAndMonth.format(ms) : day.format(ms);
    },
    moment: (ms) => moment.format(ms),
    day: (ms) => day.format(ms),
    year: (ms) => year.format(ms),
  };
}

/** A moment for machines, as `<time datetime>` wants it. */
export function machineTime(ms: number): string {
  return iso(ms);
}
