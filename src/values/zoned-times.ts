import type { ShownZone } from '#values/shown-zones.ts';

/** A moment, or a span of time, as people in one zone say it: with the date that it is there. */
export type ZonedTime = {
  readonly zone: string;
  /** The place in words: `San Francisco`. */
  readonly place: string;
  /** The day it is there when it begins: `Tue 16 June`. */
  readonly date: string;
  /** The hour there: `14:00`; of a span `14:00–15:00`, with the other day's name when it ends on another day. */
  readonly time: string;
  /** The whole: `Tue 16 June 14:00 in San Francisco`. */
  readonly text: string;
};

/** English or Persian, with the usual calendar and digits of each; or a whole locale like `fa-u-ca-gregory-nu-latn`. */
export type ZonedLocale = string;

export type ZonedOptions = {
  /** Milliseconds; a date in another year than this moment's says its year. Without it no year is said. */
  readonly now?: number;
  /** Says the year with every date. */
  readonly years?: boolean;
};

const SPEAKERS_MOST = 200;

type Said = {
  readonly date: string;
  readonly year: string;
  readonly clock: string;
  readonly offset: string;
  /** This hour comes twice that day, since clocks are put back. */
  readonly twice: boolean;
};

/** One moment in each zone: "Tue 16 June 14:00 in San Francisco", "Wed 17 June 01:30 in Tehran". */
export function zonedTimes(
  ms: number,
  zones: readonly ShownZone[],
  locale: ZonedLocale,
  options: ZonedOptions = {},
): readonly ZonedTime[] {
  const words = wordsOf(locale);
  return zones.map(({ zone, places }) => {
    const say = speakerOf(locale, zone);
    const said = say(ms);
    const date = withYear(words, said, yearHere(say, options));
    const time = said.twice ? `${said.clock} (${said.offset})` : said.clock;
    const place = placeOf(places, locale);
    return { zone, place, date, time, text: words.at(date, time, place) };
  });
}

/** A span in each zone: "Tue 16 June 14:00–15:00 in San Francisco". Clocks that change meanwhile are said with their offsets. */
export function zonedSpans(
  startMs: number,
  endMs: number,
  zones: readonly ShownZone[],
  locale: ZonedLocale,
  options: ZonedOptions = {},
): readonly ZonedTime[] {
  const words = wordsOf(locale);
  return zones.map(({ zone, places }) => {
    const say = speakerOf(locale, zone);
    const [from, to] = [say(startMs), say(endMs)];
    const here = yearHere(say, options);
    const offsets = from.offset !== to.offset || from.twice || to.twice;
    const clock = (said: Said) => (offsets ? `${said.clock} (${said.offset})` : said.clock);
    const sameDay = from.date === to.date && from.year === to.year;
    const end = sameDay ? clock(to) : words.dayAndClock(withYear(words, to, here), clock(to));
    const date = withYear(words, from, here);
    const time = words.span(clock(from), end, sameDay);
    const place = placeOf(places, locale);
    return { zone, place, date, time, text: words.at(date, time, place) };
  });
}

type Words = {
  readonly date: (weekday: string, day: string, month: string) => string;
  readonly year: (date: string, year: string) => string;
  readonly dayAndClock: (date: string, clock: string) => string;
  readonly span: (from: string, to: string, sameDay: boolean) => string;
  readonly at: (date: string, time: string, place: string) => string;
};

const ENGLISH: Words = {
  date: (weekday, day, month) => `${weekday} ${day} ${month}`,
  year: (date, year) => `${date} ${year}`,
  dayAndClock: (date, clock) => `${date} ${clock}`,
  span: (from, to, sameDay) => (sameDay ? `${from}–${to}` : `${from} – ${to}`),
  at: (date, time, place) => (place === 'UTC' ? `${date} ${time} UTC` : `${date} ${time} in ${place}`),
};

const PERSIAN: Words = {
  date: (weekday, day, month) => `${weekday} ${day} ${month}`,
  year: (date, year) => `${date} ${year}`,
  dayAndClock: (date, clock) => `${date}، ${clock}`,
  span: (from, to) => `${from} تا ${to}`,
  at: (date, time, place) =>
    place === 'ساعت جهانی' ? `${date}، ${time} به ساعت جهانی` : `${date}، ${time} در ${place}`,
};

function wordsOf(locale: ZonedLocale): Words {
  return isPersian(locale) ? PERSIAN : ENGLISH;
}

function isPersian(locale: ZonedLocale): boolean {
  return locale === 'fa' || locale.startsWith('fa-');
}

function placeOf(places: ShownZone['places'], locale: ZonedLocale): string {
  return places[isPersian(locale) ? 'fa' : 'en'] ?? places.en;
}

/** The year that need not be said, since it is now; undefined when none is to be said, none when all are. */
function yearHere(say: (ms: number) => Said, { now, years }: ZonedOptions): string | undefined {
  if (years) return '';
  return now === undefined ? undefined : say(now).year;
}

function withYear(words: Words, said: Said, here: string | undefined): string {
  return here === undefined || here === said.year ? said.date : words.year(said.date, said.year);
}

const speakers = new Map<string, (ms: number) => Said>();

/** Says moments for one locale and zone; made once, since Intl's formatters are dear to make. */
function speakerOf(locale: ZonedLocale, zone: string): (ms: number) => Said {
  const key = `${locale} ${zone}`;
  const known = speakers.get(key);
  if (known) return known;
  if (speakers.size >= SPEAKERS_MOST) speakers.clear();
  const made = makeSpeaker(locale, zone);
  speakers.set(key, made);
  return made;
}

function makeSpeaker(locale: ZonedLocale, zone: string): (ms: number) => Said {
  const usual = isPersian(locale) ? 'fa-u-ca-persian-nu-arabext' : 'en-u-ca-gregory-nu-latn';
  const format = new Intl.DateTimeFormat(locale.includes('-u-') ? locale : usual, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const words = wordsOf(locale);
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
    return {
      date: words.date(part('weekday'), part('day'), part('month')),
      year: part('year'),
      clock: `${part('hour')}:${part('minute')}`,
      offset: `UTC${there.offset}`,
      twice: comesTwice(there),
    };
  };
}

/** Whether the clock shows this hour twice, an offset apart. */
function comesTwice(there: Temporal.ZonedDateTime): boolean {
  const clock = there.toPlainDateTime();
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    clock.toZonedDateTime(there.timeZoneId, { disambiguation }),
  );
  return first!.epochMilliseconds !== second!.epochMilliseconds;
}
