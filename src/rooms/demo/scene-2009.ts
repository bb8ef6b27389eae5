/**
 * What is known of 15 and 16 June 2009, and what has to be made up to play it again. Everything made up carries the word
 * SYNTHETIC where it is shown. Zone rules of that year: Tehran was on +04:30, San Francisco on −07:00.
 */

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

export const MOMENTS = {
  /** Two weeks of counts end here, and the house is founded. SYNTHETIC. */
  before: at('2009-06-15T20:00Z'),
  /** The notice was out on Monday afternoon in San Francisco. */
  notice: at('2009-06-15T22:00Z'),
  asked: at('2009-06-15T22:40Z'),
  /** "Down time rescheduled", 4:24 pm in San Francisco. */
  moved: at('2009-06-15T23:24Z'),
  /** Reports of the end lie between 21:30 and 22:00 UTC; the earliest is played. */
  finished: at('2009-06-16T21:30Z'),
} as const;

/** 21:45 on 15 June in San Francisco, 09:15 on 16 June in Tehran. */
export const OLD_SLOT = { startsAt: at('2009-06-16T04:45Z'), endsAt: at('2009-06-16T06:15Z') } as const;
/** 14:00 in San Francisco, 01:30 on 17 June in Tehran. */
export const NEW_SLOT = { startsAt: at('2009-06-16T21:00Z'), endsAt: at('2009-06-16T22:00Z') } as const;

export const ZONES = 'America/Los_Angeles=San Francisco, Asia/Tehran, UTC';

/** SYNTHETIC: hours in which the operator's staff could do it. */
export const STAFF = '09:00-16:00@America/Los_Angeles';

/** A notice of the host as it might have been sent: the form is years younger than the event. SYNTHETIC. */
export const NOTICE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Rooftop//SYNTHETIC notice of June 2009//EN',
  'BEGIN:VEVENT',
  'SUMMARY:SYNTHETIC: critical network upgrade',
  'DTSTAMP:20090615T213000Z',
  'DTSTART:20090616T044500Z',
  'DTEND:20090616T061500Z',
  'UID:synthetic-june-2009@host.example',
  'SEQUENCE:0',
  'X-MAINTNOTE-PROVIDER:host.example',
  'X-MAINTNOTE-ACCOUNT:SYNTHETIC',
  'X-MAINTNOTE-MAINTENANCE-ID:SYNTHETIC-2009-06',
  'X-MAINTNOTE-OBJECT-ID:SYNTHETIC-SEGMENT',
  'X-MAINTNOTE-IMPACT:OUTAGE',
  'X-MAINTNOTE-STATUS:CONFIRMED',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const BUCKET_MS = 900_000;
const WEEKS_2 = 1_344;
/** Hour of the night at which fewest are awake. */
const QUIETEST = 4;

type Counts = {
  readonly bucket: number;
  readonly counts: readonly (readonly [name: string, accounts: number])[];
};

/** SYNTHETIC: how many distinct accounts acted in each quarter of an hour of two weeks, by the days of Tehran and of San Francisco. */
export function syntheticCounts(until: number): Counts[] {
  const last = Math.floor(until / BUCKET_MS);
  return Array.from({ length: WEEKS_2 }, (_, i) => {
    const bucket = last - WEEKS_2 + i;
    const tehran = awake(bucket, 4.5);
    const west = awake(bucket, -7);
    const server = Math.round(3_000 * west + 2_500 * tehran);
    return {
      bucket,
      counts: [
        ['server', server],
        ['hashtag:iranelection', Math.round(2_000 * tehran)],
      ],
    };
  });
}

/** How many are awake, 0.1 to 1, in a place so many hours ahead of UTC. */
function awake(bucket: number, offsetHours: number): number {
  const hour = ((bucket % 96) / 4 + offsetHours + 24) % 24;
  return 0.1 + 0.9 * (0.5 - 0.5 * Math.cos(((hour - QUIETEST) / 12) * Math.PI));
}

/** SYNTHETIC words of the two that asked; that both asked is on record, what exactly they wrote is not. */
export const REQUESTS = {
  government: {
    asker: 'government',
    name: 'SYNTHETIC: State Department',
    wish: 'later',
    text: 'SYNTHETIC: Please put the planned maintenance off.',
  },
  petition: {
    hashtag: 'nomaintenance',
    wish: 'later',
    text: 'SYNTHETIC: Do not go down while it is day in Tehran. #nomaintenance',
  },
} as const;

export const REASON =
  'The old hour was morning in Tehran. The hour with the least harm to those it would hurt most is 01:30 there.';
export const ANSWER =
  'We moved it to the hour with the least harm by our published rules, which know of no request.';
