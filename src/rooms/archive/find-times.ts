import type { House } from '#machinery/house.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { byTime } from '#rooms/archive/rules/collect.ts';
import { estimateTimes } from '#rooms/archive/rules/estimate-times.ts';
import type { ArchivePost } from '#rooms/archive/rules/post.ts';
import { isCounted } from '#rooms/archive/rules/twitter-time.ts';
import { type Anchor, importStore } from '#rooms/archive/store.ts';

const ANCHORS_MOST = 500_000;

/** A post with its time, stated or estimated. */
export type TimedPost = ArchivePost & { readonly estimated: boolean };

/** Moments that are known exactly: from the archives of this run and from what was imported before. */
export function knownTimes(house: House, archives: readonly Archive[]): readonly Anchor[] {
  const twitter = archives.filter((archive) => archive.source === 'twitter');
  if (!twitter.some((archive) => archive.posts.some((post) => post.dayOnly))) return [];
  const known = twitter.flatMap((archive) =>
    archive.posts.filter((post) => !post.dayOnly && isCounted(post.sourceId)),
  );
  const here = known
    .slice(0, ANCHORS_MOST)
    .map((post) => ({ id: Number(post.sourceId), at: post.createdAt }));
  const before = house.view().of(importStore).exactTimes(ANCHORS_MOST);
  return [...here, ...before.filter((anchor) => isCounted(String(anchor.id)))];
}

/** The posts of an archive, oldest first, each with its time. `accountId` is undefined while it has no account. */
export function withTimes(
  house: House,
  archive: Archive,
  accountId: number | undefined,
  known: readonly Anchor[],
): TimedPost[] {
  const undated = archive.posts.filter((post) => post.dayOnly);
  const store = house.view().of(importStore);
  const earlier =
    accountId === undefined || undated.length === 0 ? [] : store.estimatedTimes(accountId, ANCHORS_MOST);
  const wanted = undated.map((post) => ({ id: Number(post.sourceId), day: post.createdAt }));
  const estimates = estimateTimes(wanted, known, earlier);
  const timed = archive.posts.map((post) =>
    post.dayOnly
      ? { ...post, createdAt: estimates.get(Number(post.sourceId)) ?? post.createdAt, estimated: true }
      : { ...post, estimated: post.timeEstimated },
  );
  return timed.sort(byTime);
}
