import { LANGUAGE, SERVER } from '#rooms/activity/close-bucket.ts';
import { HERE } from '#rooms/activity/count-readers.ts';
import { type Count, FEW, type Usual, usualOf } from '#rooms/activity/rules/usual.ts';
import { BUCKETS_A_DAY, bucketOf } from '#rooms/activity/rules/week.ts';
import { countStore, groupStore } from '#rooms/activity/store.ts';
import type { View } from '#view/reader.ts';

const WEEKS = 8;
const GROUPS_MOST = 50;

/** A group with what is usual in it. */
export type ActiveGroup = Usual & {
  readonly name: string;
  readonly weight: number;
  readonly zone: string | null;
};

/**
 * What is usual on this server, by group: everybody, what the operator protects, and languages of which at least 50 accounts have
 * acted in one quarter of an hour. Counts alone; where people say they are is no part of it.
 */
export function usualActivity(view: View, nowMs: number): readonly ActiveGroup[] {
  const now = bucketOf(nowMs);
  const from = now - WEEKS * 7 * BUCKETS_A_DAY;
  const store = view.of(countStore);
  const kept = view.of(groupStore).all();
  const busy = store.busy(from, FEW, GROUPS_MOST).filter((name) => name.startsWith(LANGUAGE));
  const others = busy.filter((name) => !kept.some((group) => group.name === name));
  const groups = [
    { name: SERVER, weight: 1, zone: null },
    ...kept,
    ...others.map((name) => ({ name, weight: 1, zone: null })),
  ];
  return groups.slice(0, GROUPS_MOST).map((group) => {
    const counts = store.of(group.name, from, now);
    const all = group.name === SERVER ? most(counts, store.of(HERE, from, now)) : counts;
    return { ...group, ...usualOf(all, now) };
  });
}

/** In each bucket the larger of two counts: who posts is also here, but a process that died took its count along. */
function most(one: readonly Count[], other: readonly Count[]): Count[] {
  const byBucket = new Map(one.map(({ bucket, accounts }) => [bucket, accounts]));
  for (const { bucket, accounts } of other)
    byBucket.set(bucket, Math.max(accounts, byBucket.get(bucket) ?? 0));
  return [...byBucket].map(([bucket, accounts]) => ({ bucket, accounts }));
}

/** What the operator protects, with the published weights. */
export function protectedGroups(view: View) {
  return view.of(groupStore).all();
}
