import { type Constraint, constraintsOf } from '#rooms/planner/rules/constraints.ts';
import { compareLevels, type Harm, type Level, levels, toSteps } from '#rooms/planner/rules/harm.ts';
import { BUCKET_MS, type Question } from '#rooms/planner/rules/question.ts';

const HORIZON_MOST_MS = 366 * 86_400_000;
const DAY_MS = 86_400_000;
const SHOWN_MOST = 10;

/** One possible start. */
export type Candidate = {
  readonly startsAt: number;
  readonly endsAt: number;
  /** Among all feasible ones, 1 the best; the place it would have when it is not feasible. */
  readonly rank: number;
  /** The worst-hit group first. */
  readonly harms: readonly Harm[];
  /** What waiting until then risks, as a share of a usual day. */
  readonly waiting: number;
  /** What stands against it. */
  readonly broken: readonly Constraint[];
  /** Why it is not the first. */
  readonly lost: Lost | undefined;
};

export type Lost = 'infeasible' | 'harm' | 'slack' | 'notice' | 'overlap' | 'later';

export type Advice = {
  readonly candidates: readonly Candidate[];
  /** How many starts fulfil everything, of how many there are. */
  readonly feasible: number;
  readonly considered: number;
  /** The slot that was asked about, wherever it comes. */
  readonly asked: Candidate | undefined;
  /** Nothing is feasible: the best start for each constraint that alone stands in its way. */
  readonly relaxed: readonly { readonly constraint: Constraint; readonly best: Candidate }[];
  /** Nothing is feasible: how many starts each constraint forbids, the strictest first. */
  readonly binding: readonly { readonly constraint: Constraint; readonly starts: number }[];
  readonly tzdata: string;
};

type Slot = {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly level: Level;
  readonly waiting: number;
  /** Harm to the worst-hit, or of waiting where that is more, in steps of noise. */
  readonly worst: number;
  /** Whole days before the deadline, and since 1970. */
  readonly slack: number;
  readonly day: number;
  readonly overlap: number;
  readonly broken: readonly Constraint[];
};
type Order = (a: Slot, b: Slot) => number;

/** What decides, in this order; below zero when the first of two is the better. */
const DECIDING: readonly (readonly [lost: Lost, compare: Order])[] = [
  ['harm', (a, b) => a.worst - b.worst],
  ['harm', (a, b) => compareLevels(a.level, b.level)],
  ['slack', (a, b) => b.slack - a.slack],
  ['notice', (a, b) => b.day - a.day],
  ['overlap', (a, b) => a.overlap - b.overlap],
  ['later', (a, b) => a.startsAt - b.startsAt],
];

const order: Order = (a, b) =>
  a.worst - b.worst ||
  compareLevels(a.level, b.level) ||
  b.slack - a.slack ||
  b.day - a.day ||
  a.overlap - b.overlap ||
  a.startsAt - b.startsAt;

/**
 * Ranks every start on the quarters of an hour between the bounds: the worst-hit group first, ties by more slack before the
 * deadline, longer notice, less overlap with others, earlier start. The same question has the same answer, byte for byte.
 */
export function advise(question: Question): Advice {
  const judge = judging(question);
  const slots = startsOf(question).map((startsAt) => judge(startsAt, startsAt + question.lengthMs));
  const feasible = slots.filter(({ broken }) => broken.length === 0).sort(order);
  const tell = (slot: Slot): Candidate => ({
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    rank: 1 + countBetter(feasible, slot),
    harms: slot.level.harms,
    waiting: slot.waiting,
    broken: slot.broken,
    lost: whyLost(slot, feasible[0]),
  });
  const { asked, tzdata } = question;
  const none = feasible.length === 0;
  return {
    candidates: feasible.slice(0, SHOWN_MOST).map(tell),
    feasible: feasible.length,
    considered: slots.length,
    asked: asked && tell(judge(asked.startsAt, asked.endsAt)),
    relaxed: none ? relaxations(slots).map(([constraint, slot]) => ({ constraint, best: tell(slot) })) : [],
    binding: none ? bindings(slots) : [],
    tzdata,
  };
}

function startsOf({ earliest, latest, lengthMs }: Question): number[] {
  const starts: number[] = [];
  const last = Math.min(latest, earliest + HORIZON_MOST_MS) - lengthMs;
  for (let at = Math.ceil(earliest / BUCKET_MS) * BUCKET_MS; at <= last; at += BUCKET_MS) starts.push(at);
  return starts;
}

function judging(question: Question): (startsAt: number, endsAt: number) => Slot {
  const { now, earliest, latest, deadline, riskPerDay } = question;
  const constraints = constraintsOf(question);
  const levelOf = levels(question);
  return (startsAt, endsAt) => {
    const { broken, overlap } = constraints(startsAt, endsAt);
    const level = levelOf(startsAt, endsAt);
    const waiting = (riskPerDay * Math.max(0, startsAt - now)) / DAY_MS;
    const outside = startsAt < earliest || endsAt > latest;
    return {
      startsAt,
      endsAt,
      level,
      waiting,
      worst: Math.max(level.steps[0] ?? 0, toSteps(waiting)),
      slack: Math.floor(((deadline ?? latest) - endsAt) / DAY_MS),
      day: Math.floor(startsAt / DAY_MS),
      overlap,
      broken: outside ? ['bounds', ...broken] : broken,
    };
  };
}

/** How many of those in order are better. */
function countBetter(feasible: readonly Slot[], slot: Slot): number {
  let low = 0;
  let high = feasible.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order(feasible[middle]!, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function whyLost(slot: Slot, best: Slot | undefined): Lost | undefined {
  if (slot.broken.length > 0) return 'infeasible';
  return best && DECIDING.find(([, compare]) => compare(slot, best) !== 0)?.[0];
}

function relaxations(slots: readonly Slot[]): [Constraint, Slot][] {
  const best = new Map<Constraint, Slot>();
  for (const slot of slots) {
    const [only, more] = slot.broken;
    if (only === undefined || more !== undefined) continue;
    const known = best.get(only);
    if (!known || order(slot, known) < 0) best.set(only, slot);
  }
  return [...best];
}

function bindings(slots: readonly Slot[]): Advice['binding'] {
  const starts = new Map<Constraint, number>();
  for (const { broken } of slots) for (const one of broken) starts.set(one, (starts.get(one) ?? 0) + 1);
  return [...starts]
    .map(([constraint, n]) => ({ constraint, starts: n }))
    .sort((a, b) => b.starts - a.starts);
}
