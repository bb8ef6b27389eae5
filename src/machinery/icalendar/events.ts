import { type Property, paramOf } from '#machinery/icalendar/content-line.ts';
import {
  type Component,
  propertiesOf,
  propertyOf,
  type ReadCalendar,
} from '#machinery/icalendar/read-calendar.ts';
import { textOf } from '#machinery/icalendar/text.ts';
import { type CalendarTime, readDuration, readTime } from '#machinery/icalendar/times.ts';

/** What most readers want of an event. The component is there for all else. */
export type CalendarEvent = {
  readonly component: Component;
  /** The calendar around it, which holds METHOD and definitions of zones. */
  readonly calendar: Component;
  readonly uid: string | null;
  readonly sequence: number | null;
  readonly summary: string;
  readonly description: string;
  /** STATUS in capitals; null when there is none. */
  readonly status: string | null;
  readonly url: string | null;
  readonly stamp: CalendarTime | null;
  readonly start: CalendarTime | null;
  /** DTEND, or DTSTART with DURATION, or the end of a DTSTART that is a date. */
  readonly end: CalendarTime | null;
  readonly lastModified: CalendarTime | null;
  /** It repeats (RRULE, RDATE); only its first time is told here. */
  readonly repeats: boolean;
  readonly cancelled: boolean;
};

export const EVENTS_MOST = 2_000;

/** The events of a calendar in the order they stand, at most EVENTS_MOST. Never throws. */
export function eventsOf({ components }: ReadCalendar): readonly CalendarEvent[] {
  const found = components.flatMap((root) =>
    root.name === 'VEVENT'
      ? [[root, root] as const]
      : root.components.filter(({ name }) => name === 'VEVENT').map((event) => [event, root] as const),
  );
  return found.slice(0, EVENTS_MOST).map(([event, root]) => readEvent(event, root));
}

export function readEvent(component: Component, calendar: Component): CalendarEvent {
  const first = (name: string) => propertyOf(component, name);
  const text = (name: string) => {
    const property = first(name);
    return property ? textOf(property).trim() : null;
  };
  const time = (name: string) => {
    const property = first(name);
    return property ? readTime(property, calendar) : null;
  };
  const status = text('STATUS')?.toUpperCase() ?? null;
  const method = propertyOf(calendar, 'METHOD')?.value.trim().toUpperCase();
  return {
    ...{ component, calendar },
    ...{ uid: text('UID') || null, sequence: wholeNumber(first('SEQUENCE')) },
    ...{ summary: text('SUMMARY') ?? '', description: text('DESCRIPTION') ?? '', url: text('URL') },
    ...{ status, stamp: time('DTSTAMP'), start: time('DTSTART'), end: endOf(component, calendar) },
    lastModified: time('LAST-MODIFIED'),
    repeats: propertiesOf(component, 'RRULE').length + propertiesOf(component, 'RDATE').length > 0,
    cancelled: status === 'CANCELLED' || method === 'CANCEL',
  };
}

const SEQUENCE_MOST = 2_147_483_647;

function wholeNumber(property: Property | undefined): number | null {
  const text = property?.value.trim() ?? '';
  if (!/^\d{1,10}$/.test(text)) return null;
  const number = Number(text);
  return number <= SEQUENCE_MOST ? number : null;
}

function endOf(component: Component, calendar: Component): CalendarTime | null {
  const [given, begin, length] = ['DTEND', 'DTSTART', 'DURATION'].map((name) => propertyOf(component, name));
  if (given) return readTime(given, calendar);
  const start = begin && readTime(begin, calendar);
  const duration = length && readDuration(length);
  if (!start) return null;
  if (!duration) return start.kind === 'date' && !length ? dayLater(start.date, 1) : null;
  if (start.kind === 'date') return dayLater(start.date, duration.days);
  return start.kind === 'instant' ? laterThan(start, duration, begin) : null;
}

function dayLater(date: string, days: number): CalendarTime {
  return { kind: 'date', date: Temporal.PlainDate.from(date).add({ days }).toString() };
}

/** Days count by the clocks of the zone, so that a day is 23 or 25 hours long when clocks change; hours are hours. */
function laterThan(
  { ms, zone }: { readonly ms: number; readonly zone: string | null },
  duration: { readonly days: number; readonly ms: number },
  begin: Property,
): CalendarTime {
  try {
    const known = paramOf(begin, 'TZID') === undefined ? 'UTC' : (zone ?? 'UTC');
    const start = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(known);
    return { kind: 'instant', ms: start.add({ days: duration.days }).epochMilliseconds + duration.ms, zone };
  } catch {
    return { kind: 'instant', ms: ms + duration.days * 86_400_000 + duration.ms, zone };
  }
}
