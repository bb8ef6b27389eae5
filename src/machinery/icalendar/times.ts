import { type Property, paramOf } from '#machinery/icalendar/content-line.ts';
import type { Component } from '#machinery/icalendar/read-calendar.ts';
import { type Doubt, type Meaning, placeInZone } from '#machinery/icalendar/zones.ts';

/** A time of a calendar. Only an instant is sure; all else is for a person, or for a rule of the reader's own. */
export type CalendarTime =
  /** `zone` null: it was said in UTC. */
  | { readonly kind: 'instant'; readonly ms: number; readonly zone: string | null }
  | { readonly kind: 'floating'; readonly local: string }
  | { readonly kind: 'date'; readonly date: string }
  | {
      readonly kind: 'unsure';
      readonly why: Doubt;
      readonly local: string;
      readonly zone: string;
      readonly meanings: readonly Meaning[];
    }
  | { readonly kind: 'wrong'; readonly raw: string };

const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z|[+-]\d{4})?$/i;
const EXTENDED = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:?\d\d)?$/i;
const DATE = /^(\d{4})-?(\d\d)-?(\d\d)$/;
const RAW_MOST = 100;

/** Reads DTSTART and its like: UTC, with a TZID, floating, or a date. `calendar` holds definitions of zones. Never throws. */
export function readTime(property: Property, calendar: Component): CalendarTime {
  const raw = property.value.trim();
  const wrong = { kind: 'wrong', raw: raw.slice(0, RAW_MOST) } as const;
  if (raw.length > RAW_MOST) return wrong;
  const date = DATE.exec(raw);
  if (date) return readDate(date) ?? wrong;
  const match = BASIC.exec(raw) ?? EXTENDED.exec(raw);
  const local = match && plainTime(match);
  if (!local) return wrong;
  const offset = match[7]?.toUpperCase();
  const tzid = paramOf(property, 'TZID');
  if (offset !== undefined) return withOffset(local, offset, tzid, calendar);
  if (tzid === undefined) return { kind: 'floating', local: local.toString() };
  const placed = placeInZone(local, tzid, calendar);
  if (placed.sure) return { kind: 'instant', ms: placed.ms, zone: placed.zone };
  return { kind: 'unsure', why: placed.why, local: local.toString(), zone: tzid, meanings: placed.meanings };
}

function readDate(match: RegExpExecArray): CalendarTime | undefined {
  const [year, month, day] = match.slice(1).map(Number);
  try {
    const date = Temporal.PlainDate.from({ year: year!, month: month!, day: day! }, { overflow: 'reject' });
    return { kind: 'date', date: date.toString() };
  } catch {
    return undefined;
  }
}

/** The parts as a local time; a leap second counts as the one before. */
function plainTime(match: RegExpExecArray): Temporal.PlainDateTime | undefined {
  const [year, month, day, hour, minute, seconds] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const second = seconds === 60 ? 59 : seconds!;
  const parts = { year: year!, month: month!, day: day!, hour: hour!, minute: minute!, second };
  try {
    return Temporal.PlainDateTime.from(parts, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** A moment with its offset. A TZID beside it must tell the same moment, or it is not sure. */
function withOffset(
  local: Temporal.PlainDateTime,
  offset: string,
  tzid: string | undefined,
  calendar: Component,
): CalendarTime {
  const zone = offset === 'Z' ? 'UTC' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  const ms = momentIn(local, zone);
  if (ms === undefined) return { kind: 'wrong', raw: `${local}${offset}` };
  if (tzid === undefined) return { kind: 'instant', ms, zone: null };
  const placed = placeInZone(local, tzid, calendar);
  const others = placed.sure ? [{ zone: placed.zone, ms: placed.ms }] : placed.meanings;
  if (others.some((one) => one.ms === ms)) return { kind: 'instant', ms, zone: null };
  const meanings = [{ zone, ms }, ...others];
  return { kind: 'unsure', why: 'two-zones', local: local.toString(), zone: tzid, meanings };
}

function momentIn(local: Temporal.PlainDateTime, zone: string): number | undefined {
  try {
    return local.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

export type CalendarDuration = { readonly days: number; readonly ms: number };

const DURATION =
  /^([+-])?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i;

/** Reads a DURATION: days by the calendar, and an exact length beside them. Undefined when it is none, or negative. */
export function readDuration(property: Property): CalendarDuration | undefined {
  const match = property.value.length > RAW_MOST ? null : DURATION.exec(property.value.trim());
  if (!match || match[1] === '-' || match.slice(2).every((part) => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0));
  return { days: weeks! * 7 + days!, ms: ((hours! * 60 + minutes!) * 60 + seconds!) * 1000 };
}
