import { BUCKET_MS, type Group, type Question, WEIGHT_MOST } from '#rooms/planner/rules/question.ts';

/** What a stretch of time does to a group: the share of its usual day that is cut off, times its weight. */
export type Harm = {
  readonly group: string;
  readonly harm: number;
  readonly share: number;
  /** Told from waking hours, since the counts say nothing. */
  readonly guessed: boolean;
};

/** What a stretch of time does to all groups. */
export type Level = {
  /** The worst-hit group first. */
  readonly harms: readonly Harm[];
  /** The same in steps of noise, what is compared; one object for all levels that are alike. */
  readonly steps: readonly number[];
};

/** Differences smaller than this share of a usual day are noise. */
export const NOISE = 0.005;
const WEEK = 672;
const DAYS = 7;
const HOUR_WAKING = 7;
const ASLEEP = 0.1;

type Prepared = {
  readonly group: Group;
  readonly weight: number;
  readonly sums: Float64Array;
  readonly day: number;
};

/** Asks what a stretch of time does. A week is like every other, so that each place of the week is looked at once. */
export function levels(question: Question): (startsAt: number, endsAt: number) => Level {
  const groups = question.groups.map((group) => prepare(group, question.earliest));
  const byPlace = new Map<number, Level>();
  const alike = new Map<string, readonly number[]>();

  function tell(first: number, count: number): Level {
    const harms = groups.map((prepared): Harm => {
      const share = shareOf(prepared, first, count);
      const { name, unknown } = prepared.group;
      return { group: name, harm: prepared.weight * share, share, guessed: unknown !== undefined };
    });
    harms.sort((a, b) => b.harm - a.harm || (a.group < b.group ? -1 : 1));
    const steps = harms.map(({ harm }) => toSteps(harm));
    const known = alike.get(steps.join()) ?? steps;
    alike.set(steps.join(), known);
    return { harms, steps: known };
  }

  return (startsAt, endsAt) => {
    const first = Math.floor(startsAt / BUCKET_MS);
    const count = Math.ceil(endsAt / BUCKET_MS) - first;
    const key = count * WEEK + (first % WEEK);
    const level = byPlace.get(key) ?? tell(first, count);
    byPlace.set(key, level);
    return level;
  };
}

export function toSteps(harm: number): number {
  return Math.round(harm / NOISE);
}

/** The worst-hit group of each against one another, then the second, and so on: below zero when the first does less. */
export function compareLevels(a: Level, b: Level): number {
  if (a.steps === b.steps) return 0;
  for (const [i, step] of a.steps.entries()) {
    const difference = step - b.steps[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function prepare(group: Group, from: number): Prepared {
  const week = group.unknown === undefined ? group.week : wakingWeek(group.zone, from);
  const sums = new Float64Array(WEEK + 1);
  for (let place = 0; place < WEEK; place++) sums[place + 1] = sums[place]! + (week[place] ?? 0);
  const weight = Math.min(WEIGHT_MOST, Math.max(0, group.weight));
  return { group, weight, sums, day: sums[WEEK]! / DAYS };
}

/** The share of a usual day that lies in so many quarters of an hour from one on. */
function shareOf({ sums, day }: Prepared, first: number, count: number): number {
  if (day === 0) return 0;
  const from = first % WEEK;
  const rest = count % WEEK;
  const whole = ((count - rest) / WEEK) * sums[WEEK]!;
  const to = from + rest;
  const part = to <= WEEK ? sums[to]! - sums[from]! : sums[WEEK]! - sums[from]! + sums[to - WEEK]!;
  return (whole + part) / day;
}

/** When people in a zone are awake, 7 to 24 o'clock there, as a week in UTC; the same at all hours when no zone is named. */
function wakingWeek(zone: string | null, from: number): Float64Array {
  const week = new Float64Array(WEEK).fill(1);
  if (zone === null) return week;
  const first = Math.floor(from / BUCKET_MS);
  for (let bucket = first; bucket < first + WEEK; bucket++) {
    const { hour } = Temporal.Instant.fromEpochMilliseconds(bucket * BUCKET_MS).toZonedDateTimeISO(zone);
    week[bucket % WEEK] = hour >= HOUR_WAKING ? 1 : ASLEEP;
  }
  return week;
}
