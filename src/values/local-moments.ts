/**
 * The moments, in milliseconds, at which clocks of a zone (an IANA name or an offset like `+03:30`) show a local time: one as a
 * rule, two when clocks are put back, none when they jump over it.
 */
export function momentsOf(local: Temporal.PlainDateTime, zone: string): readonly number[] {
  const [first, second] = neighboursOf(local, zone);
  if (first === second) return [first];
  const there = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(zone).toPlainDateTime();
  return there.equals(local) ? [first, second] : [];
}

/** The moment, twice; or the two that somebody may have meant when it comes twice or never. */
export function neighboursOf(local: Temporal.PlainDateTime, zone: string): readonly [number, number] {
  const at = (disambiguation: 'earlier' | 'later') =>
    local.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  return [at('earlier'), at('later')];
}

const ZONE_MOST = 64;

/** Whether moments can be told in a zone. Intl knows more names than IANA does; those tell nothing here. */
export function tellsMoments(zone: string): boolean {
  if (zone.length > ZONE_MOST || !/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
