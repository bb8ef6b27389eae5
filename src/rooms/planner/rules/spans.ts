/** A stretch of time, milliseconds; its end is not part of it. */
export type Span = { readonly startsAt: number; readonly endsAt: number };

/** Spans in order, those that touch made one. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = all.at(-1);
    if (last && span.startsAt <= last.endsAt)
      all[all.length - 1] = { ...last, endsAt: Math.max(last.endsAt, span.endsAt) };
    else if (span.endsAt > span.startsAt) all.push(span);
  }
  return all;
}

/** Asks of merged spans: how much of a stretch lies within them, milliseconds. */
export function within(spans: readonly Span[]): (startsAt: number, endsAt: number) => number {
  return (startsAt, endsAt) => {
    let at = firstEndingAfter(spans, startsAt);
    let sum = 0;
    for (; at < spans.length && spans[at]!.startsAt < endsAt; at++)
      sum += Math.min(endsAt, spans[at]!.endsAt) - Math.max(startsAt, spans[at]!.startsAt);
    return sum;
  };
}

function firstEndingAfter(spans: readonly Span[], ms: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.endsAt <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
