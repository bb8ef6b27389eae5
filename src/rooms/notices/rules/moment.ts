import { momentsOf, tellsMoments } from '#values/local-moments.ts';
import { Refusal } from '#values/refusal.ts';
import { meaningsOf } from '#values/zone-labels.ts';

const EXACT = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)$/;
const LOCAL = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d)?$/;
const TIME_MOST = 80;

function refuse(message: string, field: string): never {
  throw new Refusal('invalid', message, field);
}

/** Reads RFC 3339 with its offset, or local time of an IANA zone, to milliseconds. Refuses what comes twice or never there. */
export function readMoment(typed: string, zone: string | undefined, field: string): number {
  const text = typed.trim().slice(0, TIME_MOST);
  if (EXACT.test(text)) return exactMoment(text, field);
  if (!LOCAL.test(text))
    refuse('A time looks like 2026-06-16T21:00Z, or 2026-06-16 14:00 with a time zone', field);
  if (!zone?.trim()) refuse('This time has no zone: add its offset or name a time zone', field);
  return localMoment(text.replace(' ', 'T'), zone.trim(), field);
}

function exactMoment(text: string, field: string): number {
  try {
    return Temporal.Instant.from(text.replace(' ', 'T').toUpperCase()).epochMilliseconds;
  } catch {
    return refuse('There is no such day or hour', field);
  }
}

function localMoment(text: string, zone: string, field: string): number {
  if (!tellsMoments(zone) || meaningsOf(zone).length > 0)
    refuse('Name a time zone like America/Los_Angeles', 'zone');
  const moments = momentsOf(plainOf(text, field), zone);
  if (moments.length === 1) return moments[0]!;
  return refuse(
    moments.length === 2
      ? 'This time comes twice there: write its offset'
      : 'Clocks jump over this time there',
    field,
  );
}

function plainOf(text: string, field: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  } catch {
    return refuse('There is no such day or hour', field);
  }
}
