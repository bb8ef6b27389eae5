import { escapeText, plainText } from '#machinery/icalendar/text.ts';

/** A property to be written. `text` is escaped; `value` (a time, a URI, a number) stands as it is. */
export type WrittenProperty = {
  readonly name: string;
  readonly params?: Readonly<Record<string, string>>;
} & ({ readonly text: string } | { readonly value: string });

/** An event to be written. Times are milliseconds UTC; milliseconds below the second are cut off. */
export type WrittenEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly stampMs: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly summary?: string;
  readonly description?: string;
  readonly status?: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  readonly url?: string;
  readonly lastModifiedMs?: number;
  /** More properties, in order: ORGANIZER, ATTENDEE, X-… */
  readonly more?: readonly WrittenProperty[];
};

export type CalendarOptions = {
  /** Only for an iTIP transaction, or PUBLISH. */
  readonly method?: 'PUBLISH' | 'REQUEST' | 'REPLY' | 'COUNTER' | 'CANCEL';
  /** What those who subscribe see as its name. */
  readonly name?: string;
  /** How often those who subscribe may come again, minutes. */
  readonly refreshMinutes?: number;
  readonly more?: readonly WrittenProperty[];
};

const PRODID = '-//Rooftop//Planned maintenance//EN';
const OCTETS_MOST = 75;

/** A calendar in the form of RFC 5545: CRLF, lines of at most 75 octets, no character cut in two. Pure. */
export function writeCalendar(events: readonly WrittenEvent[], options: CalendarOptions = {}): string {
  const { method, name, refreshMinutes, more = [] } = options;
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODID}`, 'CALSCALE:GREGORIAN'],
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...(name === undefined ? [] : [`NAME:${escapeText(name)}`, `X-WR-CALNAME:${escapeText(name)}`]),
    ...(refreshMinutes === undefined ? [] : refreshLines(refreshMinutes)),
    ...more.map(propertyLine),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

function refreshLines(minutes: number): string[] {
  return [`REFRESH-INTERVAL;VALUE=DURATION:PT${minutes}M`, `X-PUBLISHED-TTL:PT${minutes}M`];
}

function eventLines(event: WrittenEvent): string[] {
  const { summary, description, status, url, lastModifiedMs, more = [] } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utcStamp(event.stampMs)}`,
    ...(lastModifiedMs === undefined ? [] : [`LAST-MODIFIED:${utcStamp(lastModifiedMs)}`]),
    `DTSTART:${utcStamp(event.startMs)}`,
    `DTEND:${utcStamp(event.endMs)}`,
    ...(summary === undefined ? [] : [`SUMMARY:${escapeText(summary)}`]),
    ...(description === undefined ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    ...(status === undefined ? [] : [`STATUS:${status}`]),
    ...(url === undefined ? [] : [`URL:${oneLine(url)}`]),
    ...more.map(propertyLine),
    'END:VEVENT',
  ];
}

function propertyLine(property: WrittenProperty): string {
  const params = Object.entries(property.params ?? {}).map(([name, value]) => `;${name}=${paramText(value)}`);
  const value = 'text' in property ? escapeText(property.text) : oneLine(property.value);
  return `${property.name}${params.join('')}:${value}`;
}

const CARETS: Readonly<Record<string, string>> = { '\n': '^n', '"': "^'", '^': '^^' };

/** A parameter's value, in quotes where it needs them; what no quotes can hold goes by RFC 6868's carets. */
function paramText(value: string): string {
  const safe = plainText(value).replace(/[\n"^]/g, (char) => CARETS[char]!);
  return /^[\w.+/-]*$/.test(safe) ? safe : `"${safe}"`;
}

function oneLine(value: string): string {
  return plainText(value).replaceAll('\n', ' ');
}

/** A moment in basic UTC form: 20090616T044500Z. */
export function utcStamp(ms: number): string {
  const iso = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toString({ smallestUnit: 'second' });
  return iso.replaceAll(/[-:]/g, '');
}

/** Folds a line after at most 75 octets of UTF-8; each further piece begins with a space that counts. */
export function foldLine(line: string): string {
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  let octets = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char, 'utf8');
    if (octets + size > OCTETS_MOST) {
      pieces.push(line.slice(from, at));
      from = at;
      octets = 1;
    }
    octets += size;
    at += char.length;
  }
  pieces.push(line.slice(from));
  return pieces.join('\r\n ');
}
