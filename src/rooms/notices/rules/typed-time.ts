import { momentsOf, neighboursOf, tellsMoments } from '#values/local-moments.ts';
import { meaningsOf } from '#values/zone-labels.ts';

/** What somebody may have meant, in milliseconds and in words. `endsAt` null when only a start was typed. */
export type Candidate = {
  /** The IANA zone or offset it is read in. */
  readonly zone: string;
  readonly startsAt: number;
  readonly endsAt: number | null;
  /** `2009-06-16T21:00Z/2009-06-16T22:00Z` */
  readonly utc: string;
};

export type TypedSpan =
  | {
      readonly kind: 'certain';
      readonly startsAt: number;
      readonly endsAt: number | null;
      readonly zone: string;
    }
  /** A person has to confirm one of the candidates, the likeliest first. `misfit`: the label is not in force on that day. */
  | {
      readonly kind: 'ask';
      readonly why: 'label' | 'twice' | 'never' | 'no-zone';
      readonly label: string | null;
      readonly misfit: boolean;
      readonly candidates: readonly Candidate[];
    }
  /** Two zones were given and tell different moments. */
  | { readonly kind: 'disagrees'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'unreadable' };

const TYPED_MOST = 200;
const CLOCK = '(\\d{1,2})(?::?([0-5]\\d))?\\s?([ap])?\\.?m?\\.?';
const SPAN = new RegExp(`^${CLOCK}(?:\\s?(?:-|–|—|to)\\s?${CLOCK})?(?:\\s+|$)(.*)$`, 'i');
/** What stands between two tellings of one time; a slash within the name of a zone does not. */
const BETWEEN = /\s\/\s|\/(?=\s?\d)|[=();]/;
const DATE = /^\d{4}-\d\d-\d\d$/;

type Local = { readonly start: Temporal.PlainDateTime; readonly end: Temporal.PlainDateTime | null };

/**
 * Reads hours as people write them in a plain text: `2-3p PST`, `21:00-22:00 UTC`, `11PM PT / 06:00 UTC`. `date` is the day meant
 * (`2009-06-16`), `zone` the IANA zone meant when none is written, or null. An abbreviation is never believed: PST is written in
 * June. Two zones side by side must tell the same moment.
 */
export function readTypedTime(text: string, date: string, zone: string | null): TypedSpan {
  if (text.length > TYPED_MOST || !DATE.test(date) || (zone !== null && !tellsMoments(zone)))
    return { kind: 'unreadable' };
  const parts = text.split(BETWEEN).filter((part) => part.trim() !== '');
  const read = parts.map((part) => readPart(part, date, zone));
  const [first] = read;
  if (!first || read.some(({ kind }) => kind === 'unreadable')) return { kind: 'unreadable' };
  return read.length === 1 ? first : reconcile(read);
}

function readPart(text: string, date: string, zone: string | null): TypedSpan {
  const match = SPAN.exec(text.trim());
  const local = match && localOf(match, date);
  if (!local) return { kind: 'unreadable' };
  const label = match[7]!.trim().replace(/[.,)]+$/, '');
  if (label === '') return zone === null ? ask(local, 'no-zone', null, []) : inZone(local, zone);
  if (/^(?:UTC|Z)$/i.test(label)) return inZone(local, 'UTC');
  const meanings = meaningsOf(label);
  if (meanings.length > 0) return ask(local, 'label', label, meanings);
  if (/^[+-]\d\d:[0-5]\d$/.test(label) || (label.includes('/') && tellsMoments(label)))
    return inZone(local, label);
  return { kind: 'unreadable' };
}

/** Hours of the day; a missing half of the day is taken from the other hour, and an end before its start is the day after. */
function localOf(match: RegExpExecArray, date: string): Local | undefined {
  const [, hour, minute, half, endHour, endMinute, endHalf] = match;
  const start = clockOf(hour!, minute, half ?? endHalf);
  const end = endHour === undefined ? null : clockOf(endHour, endMinute, endHalf ?? half);
  if (start === undefined || end === undefined) return undefined;
  try {
    const day = Temporal.PlainDate.from(date, { overflow: 'reject' });
    const at = (clock: number) => day.toPlainDateTime({ hour: Math.floor(clock / 60), minute: clock % 60 });
    if (end === null) return { start: at(start), end: null };
    return { start: at(start), end: end > start ? at(end) : at(end).add({ days: 1 }) };
  } catch {
    return undefined;
  }
}

/** Minutes of the day. */
function clockOf(hour: string, minute = '0', half: string | undefined): number | undefined {
  const hours = Number(hour);
  if (half === undefined) return hours < 24 ? hours * 60 + Number(minute) : undefined;
  if (hours < 1 || hours > 12) return undefined;
  return ((hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * 60 + Number(minute);
}

function inZone(local: Local, zone: string): TypedSpan {
  const starts = momentsOf(local.start, zone);
  const ends = local.end && momentsOf(local.end, zone);
  if (starts.length === 1 && (ends === null || ends.length === 1))
    return { kind: 'certain', startsAt: starts[0]!, endsAt: ends && ends[0]!, zone };
  const never = starts.length === 0 || ends?.length === 0;
  return ask(local, never ? 'never' : 'twice', null, [zone]);
}

function ask(
  local: Local,
  why: 'label' | 'twice' | 'never' | 'no-zone',
  label: string | null,
  zones: readonly string[],
): TypedSpan {
  const all = zones.flatMap((zone) => candidatesIn(local, zone));
  const candidates = [...new Map(all.toReversed().map((one) => [one.utc, one])).values()].toReversed();
  const named = zones.filter((zone) => zone.includes('/'));
  const plain = zones.filter((zone) => /^[+-]/.test(zone));
  const offset = (zone: string) => local.start.toZonedDateTime(zone).offset;
  const misfit =
    label !== null && named.length > 0 && plain.length > 0 && offset(named[0]!) !== offset(plain[0]!);
  return { kind: 'ask', why, label, misfit, candidates };
}

function candidatesIn({ start, end }: Local, zone: string): readonly Candidate[] {
  const starts = new Set(neighboursOf(start, zone));
  const ends = end === null ? [null] : [...new Set(neighboursOf(end, zone))];
  return [...starts].flatMap((startsAt) =>
    ends
      .filter((endsAt) => endsAt === null || endsAt > startsAt)
      .map((endsAt) => ({ zone, startsAt, endsAt, utc: utcSpan(startsAt, endsAt) })),
  );
}

function utcSpan(startsAt: number, endsAt: number | null): string {
  const minute = (ms: number) => `${new Date(ms).toISOString().slice(0, 16)}Z`;
  return endsAt === null ? minute(startsAt) : `${minute(startsAt)}/${minute(endsAt)}`;
}

/** The moment on which all parts can agree. The day is the first part's; the others may be a day before or after. */
function reconcile(read: readonly TypedSpan[]): TypedSpan {
  const choices = read.map(candidatesOf);
  const [first = [], ...others] = choices;
  const sameClock = (a: Candidate, b: Candidate) =>
    (a.startsAt - b.startsAt) % 86_400_000 === 0 && Math.abs(a.startsAt - b.startsAt) <= 86_400_000;
  const agreed = first.filter((one) => others.every((other) => other.some((its) => sameClock(one, its))));
  const moments = [...new Map(agreed.map((one) => [one.utc, one])).values()];
  const [only] = moments;
  if (only && moments.length === 1 && read.some(({ kind }) => kind === 'certain'))
    return { kind: 'certain', startsAt: only.startsAt, endsAt: only.endsAt, zone: only.zone };
  if (moments.length === 0) return { kind: 'disagrees', candidates: choices.flat() };
  return { kind: 'ask', why: 'label', label: null, misfit: false, candidates: moments };
}

function candidatesOf(read: TypedSpan): readonly Candidate[] {
  if (read.kind === 'ask' || read.kind === 'disagrees') return read.candidates;
  if (read.kind === 'unreadable') return [];
  const { startsAt, endsAt, zone } = read;
  return [{ zone, startsAt, endsAt, utc: utcSpan(startsAt, endsAt) }];
}
