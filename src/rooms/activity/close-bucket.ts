import { type House, submit } from '#machinery/house.ts';
import { AGE_LEAST_MS, BUCKET_MS, BUCKETS_A_DAY, bucketOf } from '#rooms/activity/rules/week.ts';
import { countStore, groupStore, posterStore } from '#rooms/activity/store.ts';
import { timedIdAt } from '#values/ids.ts';
import { defineCommand } from '#view/command.ts';

/** Everybody on this server. */
export const SERVER = 'server';
export const LANGUAGE = 'language:';
export const HASHTAG = 'hashtag:';
const LANGUAGES_MOST = 100;
const KEPT = 366 * BUCKETS_A_DAY;
/** Quarters of an hour that are made up for after jobs were away. */
const BEHIND_MOST = BUCKETS_A_DAY;

type Body = {
  readonly bucket: number;
  readonly counts: readonly (readonly [name: string, accounts: number])[];
};

/** Counts the quarters of an hour that are over. What is counted are distinct accounts; who they were is not kept. */
export async function closeBuckets(house: House): Promise<void> {
  const current = bucketOf(house.world.now());
  const last = house.view().of(countStore).lastOf(SERVER) ?? current - 2;
  for (let bucket = Math.max(last + 1, current - BEHIND_MOST); bucket < current; bucket++)
    await submit(
      house,
      closeBucketCommand,
      { bucket, counts: countIn(house, bucket) },
      { id: `activity-${bucket}`, lane: 'bulk' },
    );
}

function countIn(house: House, bucket: number): Body['counts'] {
  const view = house.view();
  const startsAt = bucket * BUCKET_MS;
  const count = view.of(posterStore);
  const posters = count(timedIdAt(startsAt), timedIdAt(startsAt + BUCKET_MS), startsAt - AGE_LEAST_MS);
  const hashtags = view
    .of(groupStore)
    .all()
    .filter(({ name }) => name.startsWith(HASHTAG));
  return [
    [SERVER, posters.all()],
    ...posters.languages(LANGUAGES_MOST).map(({ language, n }) => [`${LANGUAGE}${language}`, n] as const),
    ...hashtags.map(({ name }) => [name, posters.hashtag(name.slice(HASHTAG.length))] as const),
  ];
}

export const closeBucketCommand = defineCommand('close-activity/1', (ctx, { bucket, counts }: Body) => {
  const store = ctx.of(countStore);
  if (bucket <= (store.lastOf(SERVER) ?? -1)) return {};
  for (const [name, accounts] of counts)
    if (accounts > 0 || name === SERVER) store.add(name, bucket, accounts);
  store.forget(bucket - KEPT);
  return {};
});
