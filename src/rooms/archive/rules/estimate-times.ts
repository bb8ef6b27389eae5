import { type Dated, firstWhere, inOrder, merge } from '#rooms/archive/rules/known-times.ts';

const DAY_MS = 86_400_000;

/** A post of which only the day is known; `day` is its start in milliseconds. */
export type Undated = { readonly id: number; readonly day: number };

/**
 * Estimates the time of day of posts that state only their UTC day, from the order of their ids: numbers were counted up by
 * all of Twitter together, so a post with a lower number was written earlier, whoever wrote it. `dated` are known moments,
 * `earlier` estimates made before for the same person, which are never revised.
 *
 * Each estimate stays in its stated day, the order by id is kept wherever the stated days keep it, and the same input gives
 * the same answer. Moments by id.
 */
export function estimateTimes(
  undated: readonly Undated[],
  dated: readonly Dated[],
  earlier: readonly Dated[] = [],
): Map<number, number> {
  const known = merge(inOrder(dated), inOrder(earlier));
  const spans = spansOf(undated, known);
  const estimates = new Map<number, number>();
  for (const [day, posts] of Map.groupBy(undated, (post) => post.day)) {
    const curve = curveOfDay(day, spans, known);
    for (const post of posts) estimates.set(post.id, momentOn(curve, post.id, day));
  }
  return estimates;
}

/** The lowest and highest id of a day that has any post. */
type Span = { readonly day: number; readonly low: number; readonly high: number; readonly count: number };

/** In order of days. */
function spansOf(undated: readonly Undated[], known: readonly Dated[]): Span[] {
  const spans = new Map<number, Span>();
  const add = (day: number, id: number) => {
    const span = spans.get(day) ?? { day, low: id, high: id, count: 0 };
    const low = Math.min(span.low, id);
    const high = Math.max(span.high, id);
    spans.set(day, { day, low, high, count: span.count + 1 });
  };
  for (const post of undated) add(post.day, post.id);
  for (const post of known) add(Math.floor(post.at / DAY_MS) * DAY_MS, post.id);
  return [...spans.values()].sort((a, b) => a.day - b.day);
}

/** The known points of a day between its two midnights; neither ids nor moments ever fall. */
function curveOfDay(day: number, spans: readonly Span[], known: readonly Dated[]): Dated[] {
  const i = firstWhere(spans, (span) => span.day >= day);
  const span = spans[i]!;
  const gap = span.count > 1 ? (span.high - span.low) / (span.count - 1) : 1;
  const before = spans[i - 1]?.high;
  const after = spans[i + 1]?.low;
  const start = idAt(day, known) ?? (before === undefined ? span.low - gap / 2 : (before + span.low) / 2);
  const end =
    idAt(day + DAY_MS, known) ?? (after === undefined ? span.high + gap / 2 : (after + span.high) / 2);
  return [
    { id: Math.min(Math.max(start, before ?? start), span.low), at: day },
    ...known.slice(
      firstWhere(known, (point) => point.at >= day),
      firstWhere(known, (point) => point.at >= day + DAY_MS),
    ),
    { id: Math.max(Math.min(end, after ?? end), span.high), at: day + DAY_MS },
  ];
}

/** The id that was being counted at a moment, by the known posts before and after it. */
function idAt(moment: number, known: readonly Dated[]): number | undefined {
  const next = firstWhere(known, (point) => point.at >= moment);
  const a = known[next - 1];
  const b = known[next];
  return a && b && a.id + ((moment - a.at) / (b.at - a.at)) * (b.id - a.id);
}

function momentOn(curve: readonly Dated[], id: number, day: number): number {
  const next = firstWhere(curve, (point) => point.id > id);
  const b = curve[Math.min(next, curve.length - 1)]!;
  const a = curve[Math.max(0, next - 1)]!;
  const share = b.id > a.id ? (id - a.id) / (b.id - a.id) : 0;
  return Math.min(Math.max(Math.round(a.at + share * (b.at - a.at)), day), day + DAY_MS - 1);
}
