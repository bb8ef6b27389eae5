import { isTimeZone } from '#values/shown-zones.ts';

/** The local start as the rules of now have it, when it is another than was meant; undefined while they agree. */
export function drift(slot: {
  readonly startsAt: number;
  readonly zone: string | null;
  readonly localStart: string | null;
}): { readonly meant: string; readonly now: string } | undefined {
  if (slot.zone === null || slot.localStart === null || !isTimeZone(slot.zone)) return undefined;
  const there = Temporal.Instant.fromEpochMilliseconds(slot.startsAt).toZonedDateTimeISO(slot.zone);
  const now = there.toPlainDateTime().toString({ smallestUnit: 'minute' });
  return now === slot.localStart ? undefined : { meant: slot.localStart, now };
}
