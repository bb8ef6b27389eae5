import { type Component, propertiesOf, propertyOf } from '#machinery/icalendar/read-calendar.ts';

/** A stretch of the year with one offset: from when (as local milliseconds, read as if UTC), from and to which offset. */
type Observance = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly starts: readonly number[];
  readonly yearly: Yearly | undefined;
};
type Yearly = {
  readonly month: number;
  readonly weekday: number;
  readonly nth: number;
  readonly untilYear: number;
};

const OBSERVANCES_MOST = 20;
const RDATES_MOST = 60;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A zone as a calendar itself defines it: the moments at which its clocks show a local time. Undefined if it defines nothing usable. */
export function zoneDefinition(
  zone: Component,
): ((local: Temporal.PlainDateTime) => readonly number[]) | undefined {
  const observances = zone.components.slice(0, OBSERVANCES_MOST).flatMap((one) => observanceOf(one) ?? []);
  if (observances.length === 0) return undefined;
  const offsets = [...new Set(observances.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))];
  return (local) => {
    const wall = wallMs(local);
    const moments = offsets
      .filter((offset) => offsetAt(observances, wall - offset) === offset)
      .map((offset) => wall - offset);
    return moments.toSorted((a, b) => a - b);
  };
}

function wallMs(local: Temporal.PlainDateTime): number {
  return local.toZonedDateTime('UTC').epochMilliseconds;
}

/** The offset in force at a moment: that of the observance that began last. */
function offsetAt(observances: readonly Observance[], utcMs: number): number {
  let found = { began: -Infinity, offset: observances[0]!.fromMs };
  for (const one of observances) {
    const began = lastOnset(one, utcMs);
    if (began !== undefined && began > found.began) found = { began, offset: one.toMs };
  }
  return found.offset;
}

function lastOnset({ fromMs, starts, yearly }: Observance, utcMs: number): number | undefined {
  const first = Math.min(...starts);
  const year = new Date(utcMs).getUTCFullYear();
  const rule = yearly
    ? [year + 1, year, year - 1]
        .filter((one) => one <= yearly.untilYear)
        .map((one) => onsetIn(one, yearly, first))
        .filter((start) => start >= first)
    : [];
  const begun = [...starts, ...rule].map((start) => start - fromMs).filter((start) => start <= utcMs);
  return begun.length === 0 ? undefined : Math.max(...begun);
}

/** The nth weekday of a month, at the hour of the first onset; counted from the end when n is negative. */
function onsetIn(year: number, { month, weekday, nth }: Yearly, firstMs: number): number {
  const clock = ((firstMs % DAY_MS) + DAY_MS) % DAY_MS;
  const edge = nth > 0 ? Date.UTC(year, month - 1, 1) : Date.UTC(year, month, 0);
  const edgeDay = new Date(edge).getUTCDay();
  const days =
    nth > 0 ? ((weekday - edgeDay + 7) % 7) + 7 * (nth - 1) : -((edgeDay - weekday + 7) % 7) + 7 * (nth + 1);
  return edge + days * DAY_MS + clock;
}

function observanceOf(component: Component): Observance | undefined {
  const value = (name: string) => propertyOf(component, name)?.value.trim() ?? '';
  const [fromMs, toMs] = [offsetMs(value('TZOFFSETFROM')), offsetMs(value('TZOFFSETTO'))];
  const start = localMs(value('DTSTART'));
  if (fromMs === undefined || toMs === undefined || start === undefined) return undefined;
  const dates = propertiesOf(component, 'RDATE').flatMap((one) => one.value.split(',', RDATES_MOST));
  const starts = [start, ...dates.slice(0, RDATES_MOST).flatMap((text) => localMs(text.trim()) ?? [])];
  return { fromMs, toMs, starts, yearly: yearlyOf(value('RRULE')) };
}

function offsetMs(text: string): number | undefined {
  const match = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text);
  if (!match) return undefined;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ms : ms;
}

function localMs(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}

/** The rules that definitions of zones use: each year, in a month, the nth weekday. */
function yearlyOf(text: string): Yearly | undefined {
  const parts = new Map(text.split(';', 20).map((part) => part.split('=', 2) as [string, string]));
  const day = /^([+-]?[1-5])(SU|MO|TU|WE|TH|FR|SA)$/.exec(parts.get('BYDAY') ?? '');
  const month = Number(parts.get('BYMONTH'));
  if (parts.get('FREQ') !== 'YEARLY' || !day || !(month >= 1 && month <= 12)) return undefined;
  const until = /^\d{4}/.exec(parts.get('UNTIL') ?? '');
  return {
    month,
    weekday: WEEKDAYS.indexOf(day[2]!),
    nth: Number(day[1]),
    untilYear: until ? Number(until[0]) : Infinity,
  };
}
