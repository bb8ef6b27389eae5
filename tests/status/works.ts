import {
  cancelWindow,
  finishWindow,
  moveWindow,
  planWindow,
  startWindow,
  updateWindow,
  type WindowPlan,
} from '#rooms/maintenance/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

/** A house with a clock of its own, in which work is planned by the real verbs. */
export type WorkHouse = {
  readonly server: TestHouse;
  /** Puts the clock to this moment, RFC 3339. It only goes forward. */
  at(time: string): void;
  plan(startsAt: string, endsAt: string, more?: Partial<WindowPlan>): Promise<number>;
  move(id: number, startsAt: string, endsAt: string, reason: string): Promise<void>;
  start(id: number): Promise<void>;
  finish(id: number): Promise<void>;
  cancel(id: number, reason: string): Promise<void>;
  say(id: number, text: string): Promise<void>;
  zones(list: string): Promise<void>;
};

export const JUNE_ZONES = 'America/Los_Angeles=San Francisco|سان‌فرانسیسکو, Asia/Tehran';

export async function openWorkHouse(from = '2009-06-15T22:00:00Z'): Promise<WorkHouse> {
  const clock = { now: Date.parse(from) };
  const server = await openTestHouse({ now: () => clock.now });
  const { house } = server;
  const slot = (startsAt: string, endsAt: string) => ({
    startsAt: Date.parse(startsAt),
    endsAt: Date.parse(endsAt),
  });
  return {
    server,
    at(time) {
      clock.now = Date.parse(time);
    },
    async plan(startsAt, endsAt, more = {}) {
      const usual = {
        kind: 'network',
        title: 'Network work',
        parts: ['posting', 'reading'],
        effect: 'unreachable',
      };
      const { id } = await planWindow(house, {
        ...usual,
        ...slot(startsAt, endsAt),
        evenThough: true,
        ...more,
      });
      return id;
    },
    move: (id, startsAt, endsAt, reason) => moveWindow(house, id, { ...slot(startsAt, endsAt), reason }),
    start: (id) => startWindow(house, id),
    finish: (id) => finishWindow(house, id),
    cancel: (id, reason) => cancelWindow(house, id, reason),
    say: (id, text) => updateWindow(house, id, text),
    zones: (list) => changeSetting(house, 'status_zones', list),
  };
}
