import type { House } from '#machinery/house.ts';
import type { Periodic, Place } from '#machinery/jobs/job.ts';
import { keepMinutes, MINUTES_AT_ONCE, probeWrite } from '#rooms/maintenance/measures.ts';
import type { MeasuredMinute } from '#rooms/maintenance/rules/outcome.ts';
import { makeTally, type ProbeKind, type Tally } from '#rooms/maintenance/tally.ts';
import { windows } from '#rooms/maintenance/views.ts';

const LOOK_EVERY_MS = 100;
/** A probe that waits longer than this has failed. */
export const PROBE_MOST_MS = 5_000;
/** Minutes that wait in memory to be kept; the oldest go first, and then count as not measured. */
const WAITING_MOST = 240;
const READ = '/api/v1/timelines/public?limit=1';

/** One window as it is measured by this process. */
type Measuring = {
  readonly windowId: number;
  readonly tally: Tally;
  /** The second that was asked last, and the minute before which everything was taken from the tally. */
  second: number;
  keptMinute: number;
  underWay: number;
  waiting: MeasuredMinute[];
  keeping: Promise<void> | undefined;
};

const measured = new WeakMap<House, Map<number, Measuring>>();

function measuredBy(house: House): Map<number, Measuring> {
  const known = measured.get(house) ?? new Map<number, Measuring>();
  measured.set(house, known);
  return known;
}

/** Asks once a second, for each window under way, whether people could read and write; keeps what came of it each minute. */
export const measureWindows: Periodic = {
  name: 'measure maintenance windows',
  everyMs: LOOK_EVERY_MS,
  run({ house, ownAddress }) {
    const now = house.world.now();
    for (const { id, state } of windows(house.view())) {
      if (state !== 'in-progress') break;
      const one = measuredBy(house).get(id) ?? begin(house, id, now);
      askOnce(house, one, now, ownAddress);
      const minute = Math.floor((now - PROBE_MOST_MS) / 60_000);
      if (minute > one.keptMinute) keepBefore(house, one, minute);
    }
  },
  /** A process that goes keeps what it has, so that its successor's silence is all that is missing. */
  async leave({ house }) {
    for (const windowId of [...measuredBy(house).keys()]) await endMeasuring(house, windowId);
  },
};

function begin(house: House, windowId: number, now: number): Measuring {
  const keptMinute = Math.floor((now - PROBE_MOST_MS) / 60_000);
  const one: Measuring = {
    ...{ windowId, tally: makeTally(), second: 0, keptMinute, underWay: 0 },
    waiting: [],
    keeping: undefined,
  };
  measuredBy(house).set(windowId, one);
  return one;
}

function askOnce(house: House, one: Measuring, now: number, ownAddress: Place['ownAddress']): void {
  const second = Math.floor(now / 1_000);
  if (second === one.second) return;
  one.second = second;
  void probe(house, one, 'reads', () => readOwnTimeline(house, ownAddress));
  void probe(house, one, 'writes', () => probeWrite(house, one.windowId));
}

/** A public timeline, asked for as any client asks, on the server's own port. */
async function readOwnTimeline(house: House, ownAddress: Place['ownAddress']): Promise<void> {
  const address = await ownAddress();
  if (address === undefined) throw new Error('nobody knows where this server answers');
  const signal = AbortSignal.timeout(PROBE_MOST_MS);
  const response = await house.world.fetch(`${address}${READ}`, { signal });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the public timeline answered ${response.status}`);
}

/** One question with an end: what is not answered by then has failed. Never throws. */
async function probe(house: House, one: Measuring, kind: ProbeKind, ask: () => Promise<void>): Promise<void> {
  const asked = one.tally.begin(kind, house.world.now());
  one.underWay++;
  const { promise: patience, resolve: giveUp } = Promise.withResolvers<false>();
  const timer = setTimeout(() => giveUp(false), PROBE_MOST_MS);
  const answer = ask().then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([answer, patience]);
  clearTimeout(timer);
  one.underWay--;
  one.tally.end(asked, answered, house.world.now());
}

/** Takes what was measured before a minute and keeps it, without holding up the next question. */
function keepBefore(house: House, one: Measuring, minute: number): void {
  one.keptMinute = Math.max(one.keptMinute, minute);
  one.waiting.push(...one.tally.take(minute * 60_000, house.world.now()));
  one.waiting.splice(0, Math.max(0, one.waiting.length - WAITING_MOST));
  one.keeping ??= keepAll(house, one).finally(() => {
    one.keeping = undefined;
  });
}

/** Keeps what waits. What cannot be kept now goes on waiting for the next minute. */
async function keepAll(house: House, one: Measuring): Promise<void> {
  while (one.waiting.length > 0) {
    const some = one.waiting.slice(0, MINUTES_AT_ONCE);
    const kept = await keepMinutes(house, one.windowId, some).then(
      () => true,
      () => false,
    );
    if (!kept) return;
    one.waiting = one.waiting.filter((minute) => !some.includes(minute));
  }
}

/** Ends measuring a window: waits for the last answers and keeps them. Does nothing when it is not measured here. */
export async function endMeasuring(house: House, windowId: number): Promise<void> {
  const one = measuredBy(house).get(windowId);
  if (!one) return;
  while (one.underWay > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await one.keeping;
  keepBefore(house, one, Number.MAX_SAFE_INTEGER);
  await one.keeping;
  if (one.waiting.length > 0) throw new Error('what was measured cannot be kept yet');
  measuredBy(house).delete(windowId);
}
