import { jobs } from '#app/jobs.ts';
import type { Place } from '#machinery/jobs/job.ts';
import { finishWindow, planWindow, startWindow, type WindowPlan } from '#rooms/maintenance/index.ts';
import { keepTime } from '#rooms/maintenance/keep-time.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A house whose clock stands where a test puts it. */
export type ClockedHouse = TestHouse & {
  readonly clock: { now: number };
  wait(ms: number): void;
  /** Lets the jobs look at the clock once. */
  tick(): Promise<void>;
  /** Carries out the effects that wait; with `again` those since the last mark once more. */
  settle(again?: boolean): Promise<void>;
  /** Effects up to here are never carried out again. */
  mark(): void;
};

export async function openClockedHouse(startsAt = Date.UTC(2026, 5, 1, 12)): Promise<ClockedHouse> {
  const clock = { now: startsAt };
  const server = await openTestHouse({ now: () => clock.now });
  const done = new Set<string>();
  let from = 0;
  return Object.assign(server, {
    clock,
    tick: async () => keepTime.run(placeOf(server)),
    wait(ms: number) {
      clock.now += ms;
    },
    mark() {
      from = server.view.seq();
    },
    async settle(again = false) {
      const rows = server.view.db
        .prepare<{ seq: number; n: number; kind: string; body: string }>(
          'SELECT seq, n, kind, body FROM effect WHERE seq > ? ORDER BY seq, n',
        )
        .all(from);
      for (const { seq, n, kind, body } of rows) {
        const key = `${kind}-${seq}-${n}`;
        if (done.has(key) && !again) continue;
        done.add(key);
        const job = jobs.effects.find((one) => one.kind === kind);
        await job?.run(server.house, JSON.parse(body) as never, key);
      }
    },
  });
}

export function placeOf(server: TestHouse, ownAddress?: string): Place {
  return { house: server.house, folder: undefined as never, ownAddress: async () => ownAddress };
}

/** A plan of an hour, two days ahead, that may be changed in parts. */
export function planOf(now: number, more: Partial<WindowPlan> = {}): WindowPlan {
  return {
    ...{ kind: 'network', title: 'New router', parts: ['posting'], effect: 'slower' },
    startsAt: now + 2 * DAY,
    endsAt: now + 2 * DAY + HOUR,
    ...more,
  };
}

/** A window that is planned and under way. */
export async function underWay(server: ClockedHouse, more: Partial<WindowPlan> = {}): Promise<number> {
  const { id } = await planWindow(server.house, planOf(server.clock.now, more));
  server.clock.now += 2 * DAY;
  await startWindow(server.house, id);
  return id;
}

/** A window that was carried out. */
export async function carriedOut(server: ClockedHouse, afterMs: number): Promise<number> {
  const id = await underWay(server);
  server.clock.now += afterMs;
  await finishWindow(server.house, id);
  return id;
}
