import type { Span } from '#rooms/planner/rules/spans.ts';

/** Hours in which somebody can do the work: minutes after midnight in an IANA zone, on these weekdays (1 Monday to 7 Sunday). */
export type StaffHours = {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly zone: string;
  readonly days: readonly number[];
};

const DAYS_MOST = 400;

/** The staff hours between two moments as elapsed time. A night shift (22:00 to 06:00) ends on the next day; a day that a zone skipped has none. */
export function staffSpans(hours: readonly StaffHours[], startsAt: number, endsAt: number): Span[] {
  return hours.flatMap((shift) => {
    const from = Temporal.Instant.fromEpochMilliseconds(startsAt)
      .toZonedDateTimeISO(shift.zone)
      .toPlainDate();
    const spans: Span[] = [];
    for (let i = -1; i < DAYS_MOST; i++) {
      const day = from.add({ days: i });
      const span = shiftOn(shift, day);
      if (span.startsAt >= endsAt) break;
      if (shift.days.includes(day.dayOfWeek) && span.endsAt > startsAt) spans.push(span);
    }
    return spans;
  });
}

function shiftOn({ fromMinute, toMinute, zone }: StaffHours, day: Temporal.PlainDate): Span {
  const at = (date: Temporal.PlainDate, minute: number) =>
    date.toPlainDateTime({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 }).toZonedDateTime(zone)
      .epochMilliseconds;
  const end =
    toMinute === 1_440
      ? at(day.add({ days: 1 }), 0)
      : at(toMinute > fromMinute ? day : day.add({ days: 1 }), toMinute);
  return { startsAt: at(day, fromMinute), endsAt: end };
}
