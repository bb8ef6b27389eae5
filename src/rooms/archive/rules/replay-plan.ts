/** What is to be replayed again, and how fast. Times in milliseconds. */
export type Pace = {
  /** How many times faster than it was. */
  readonly speed: number;
  /** No pause is longer. */
  readonly maxGapMs: number;
};

/** How long to wait before each post, from the times they were written at, oldest first. */
export function waitsBetween(times: readonly number[], pace: Pace): number[] {
  return times.map((time, i) => {
    const gap = i === 0 ? 0 : Math.max(0, time - times[i - 1]!);
    return Math.min(gap / pace.speed, pace.maxGapMs);
  });
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `500ms`, `1s`, `1.5m`, `2h`, `1d` in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)(ms|s|m|h|d)$/.exec(text.trim());
  return match ? Number(match[1]) * UNITS[match[2]!]! : undefined;
}

/** `2009-06-15`, `2009-06-15T21:45` or with seconds and zone; without a zone it is UTC. Undefined for anything else. */
export function parseMoment(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const [, day, time = '00:00', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}${zone}`);
  const real = Number.isFinite(ms) && new Date(Date.parse(`${day}T00:00Z`)).toISOString().startsWith(day!);
  return real ? ms : undefined;
}
