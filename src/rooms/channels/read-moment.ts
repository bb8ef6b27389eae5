import { Refusal } from '#values/refusal.ts';

const RFC3339 = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/i;

/** A moment as operators type it: RFC 3339 with its offset, or a day, which begins in UTC. */
export function readMoment(text: string, field: string): number {
  const ms = RFC3339.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(ms))
    throw new Refusal('invalid', 'A moment like 2026-06-16T21:00Z or 2026-06-16 is needed', field);
  return ms;
}
