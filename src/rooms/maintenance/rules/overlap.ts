/** A stretch of time, milliseconds; its end is not part of it. */
export type Span = { readonly startsAt: number; readonly endsAt: number };

/** Whether two stretches share a moment when each is `padMs` longer on both sides. Touching is no overlap. */
export function overlaps(one: Span, other: Span, padMs = 0): boolean {
  return one.startsAt - padMs < other.endsAt && other.startsAt - padMs < one.endsAt;
}
