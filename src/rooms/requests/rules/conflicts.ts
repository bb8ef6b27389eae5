import type { Publication, Wish } from '#rooms/requests/rules/words.ts';

/** As much of a request as shows what it stands against. */
export type Asked = {
  readonly number: number;
  readonly windowId: number | null;
  readonly wish: Wish;
  readonly publication: Publication;
};

const AGAINST: Readonly<Record<Wish, readonly Wish[]>> = {
  earlier: ['later'],
  later: ['earlier'],
  'not-at-all': [],
  other: [],
};

/** Numbers of the requests that want the opposite of the same window: to grant one is to refuse the other. */
export function conflictsOf(one: Asked, others: readonly Asked[]): readonly number[] {
  if (one.windowId === null || isGone(one)) return [];
  return others
    .filter((other) => other.windowId === one.windowId && !isGone(other))
    .filter((other) => AGAINST[one.wish].includes(other.wish))
    .map(({ number }) => number);
}

function isGone({ publication }: Asked): boolean {
  return publication === 'withheld' || publication === 'redacted';
}
