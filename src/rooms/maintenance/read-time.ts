import { readTypedTime, type TypedSpan } from '#rooms/notices/index.ts';
import { Refusal } from '#values/refusal.ts';
import { isTimeZone } from '#values/shown-zones.ts';

/** A moment as somebody typed it: milliseconds UTC, and the local time that was meant when a zone was. */
export type TypedTime = {
  readonly ms: number;
  readonly local: string | null;
  /** The end, when a span was typed: `2026-06-16 14:00-15:00`. */
  readonly endsAt: number | null;
};

const TYPED_MOST = 120;
/** RFC 3339, with a space for the T and without seconds if wanted. */
const WITH_OFFSET = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)$/;
const DATED = /^(\d{4}-\d\d-\d\d)[Tt ] *(\S.*)$/;
const SECONDS = /^(\d\d:\d\d):00$/;

function refuse(message: string, field: string): never {
  throw new Refusal('invalid', message, field);
}

/**
 * Reads a time: RFC 3339 with its offset, or the local time of a zone (an IANA name). Refuses, naming the field and what may
 * be meant, whatever a person has to confirm: an abbreviation like PST, an hour without a zone, one that comes twice or never.
 */
export function readTime(text: string, zone: string | null, field: string): TypedTime {
  const typed = text.trim();
  if (typed === '') refuse('A time is needed', field);
  if (typed.length > TYPED_MOST) refuse('This is no time', field);
  const exact = WITH_OFFSET.exec(typed);
  if (exact) return { ms: instantOf(exact, field), local: null, endsAt: null };
  if (zone !== null && !isTimeZone(zone))
    refuse(`There is no time zone "${zone}": write an IANA name like Asia/Tehran`, 'zone');
  const [, date, hours = ''] = DATED.exec(typed) ?? [];
  const read: TypedSpan =
    date === undefined ? { kind: 'unreadable' } : readTypedTime(hours.replace(SECONDS, '$1'), date, zone);
  return certain(read, zone, field);
}

function instantOf([, date, clock, seconds = ':00', offset]: RegExpExecArray, field: string): number {
  try {
    return Temporal.Instant.from(`${date}T${clock}${seconds}${offset}`).epochMilliseconds;
  } catch {
    return refuse('There is no such day or hour', field);
  }
}

const WHY: Readonly<Record<Extract<TypedSpan, { kind: 'ask' }>['why'], string>> = {
  label: 'may mean several things',
  twice: 'comes twice, since clocks are put back',
  never: 'never comes, since clocks jump over it',
  'no-zone': 'has no zone: add its offset (Z, +03:30) or name a time zone',
};

function certain(read: TypedSpan, zone: string | null, field: string): TypedTime {
  switch (read.kind) {
    case 'certain': {
      const local = read.zone === zone ? localOf(read.startsAt, zone) : null;
      return { ms: read.startsAt, local, endsAt: read.endsAt };
    }
    case 'ask':
      return refuse(
        `${read.label ? `"${read.label}"` : 'This hour'} ${WHY[read.why]}${choices(read)}`,
        field,
      );
    case 'disagrees':
      return refuse(`The zones tell different moments${choices(read)}`, field);
    case 'unreadable':
      return refuse('A time looks like 2026-06-16T21:00Z, or 2026-06-16 14:00 with a time zone', field);
  }
}

/** The moments that may be meant, as they can be typed. */
function choices({ candidates }: { readonly candidates: Extract<TypedSpan, { kind: 'ask' }>['candidates'] }) {
  if (candidates.length === 0) return '';
  return `. Write what is meant: ${candidates.map(({ utc, zone }) => `${utc} (${zone})`).join(', ')}`;
}

function localOf(ms: number, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
  return there.toString({ smallestUnit: 'minute' });
}
