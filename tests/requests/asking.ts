import { planWindow, type WindowPlan } from '#rooms/maintenance/index.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { HOUR, START } from './draft.ts';

/** A house whose clock the test moves. */
export type Asking = {
  readonly house: TestHouse;
  readonly clock: { now: number };
  /** Plans a window, 12 hours ahead and 90 minutes long unless said otherwise; its number. */
  plan(more?: Partial<WindowPlan>): Promise<number>;
};

export async function openAsking(now = START): Promise<Asking> {
  const clock = { now };
  const house = await openTestHouse({ now: () => clock.now });
  return {
    house,
    clock,
    async plan(more = {}) {
      const { id } = await planWindow(house.house, {
        kind: 'network',
        title: 'Network upgrade',
        parts: ['posting', 'reading'],
        effect: 'unreachable',
        startsAt: clock.now + 12 * HOUR,
        endsAt: clock.now + 13.5 * HOUR,
        ...more,
      });
      return id;
    },
  };
}

/** A request as the API answers it, as far as tests look. */
export type Shown = {
  readonly number: number;
  readonly kind: string;
  readonly standing: string;
  readonly name: string | null;
  readonly text: string | null;
  readonly publication: string;
  readonly state: string;
  readonly ledger: number;
  readonly conflicts: readonly number[];
  readonly answers: readonly {
    readonly outcome: string;
    readonly reason: string | null;
    readonly text: string;
    readonly changes: readonly number[];
    readonly against: readonly number[];
  }[];
  readonly petition: {
    readonly accounts_at_least: number | null;
    readonly accounts_under: number | null;
    readonly remote_accounts: null;
  } | null;
  readonly [more: string]: unknown;
};

export function shown(house: TestHouse, number: number): Promise<Shown> {
  return house.json<Shown>('GET', `/api/rooftop/v1/requests/${number}`);
}

export function queue(house: TestHouse): Promise<Shown[]> {
  return house.json<Shown[]>('GET', '/api/rooftop/v1/requests');
}
