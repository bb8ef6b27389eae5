import type { House } from '#machinery/house.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import type { TimedPost } from '#rooms/archive/find-times.ts';
import { importStatuses, type PreparedPost } from '#rooms/archive/import-statuses.ts';
import { patiently } from '#rooms/archive/patience.ts';
import { preparePost } from '#rooms/archive/prepare-posts.ts';
import { batchesOf, CHARACTERS_MOST } from '#rooms/archive/rules/batches.ts';
import { withoutFiles } from '#rooms/archive/rules/lost-files.ts';
import type { Remark } from '#rooms/archive/rules/post.ts';
import { takeFiles } from '#rooms/archive/take-files.ts';

const CLOCK_MARGIN_MS = 1_000;
const EARLIEST_MS = Date.UTC(1998, 0, 2);
const LOST_BOOST = 'it boosts a post that is not here or was boosted already';

/** What is to be put in where. `skipped` and `remarks` grow on the way. */
export type Putting = {
  readonly archive: Archive;
  readonly accountId: number | undefined;
  readonly posts: readonly TimedPost[];
  /** Ids at the source of all posts of the archive, also those that are here already. */
  readonly inArchive: ReadonlySet<string>;
  readonly skipped: Remark[];
  readonly remarks: Remark[];
};

type Ready = { readonly post: TimedPost; readonly ready: PreparedPost };

/** How many posts could be put in. */
export function countReady(house: House, putting: Putting): number {
  return [...readyPosts(house, putting)].length;
}

/** Puts posts in, batch by batch, each prepared only when its turn comes. Resolves with how many are new. */
export async function putIn(
  house: House,
  putting: Putting & { readonly accountId: number },
  progress: (done: number) => void,
): Promise<number> {
  const { accountId, archive } = putting;
  let imported = 0;
  let done = 0;
  for (const batch of batchesOf(readyPosts(house, putting), costOf)) {
    const posts: PreparedPost[] = [];
    for (const each of batch) {
      const post = await withFiles(house, putting, each);
      if (isSomething(post)) posts.push(post);
      else
        putting.skipped.push({
          sourceId: post.sourceId,
          reason: 'it has no text, and its pictures cannot be read',
        });
    }
    const answer = await patiently(() => importStatuses(house, { accountId, source: archive.source, posts }));
    imported += answer.imported;
    for (const place of answer.lost)
      putting.skipped.push({ sourceId: posts[place]!.sourceId, reason: LOST_BOOST });
    done += batch.length;
    progress(done);
  }
  return imported;
}

function* readyPosts(house: House, { posts, accountId, inArchive, skipped }: Putting): Generator<Ready> {
  const latest = house.world.now() - CLOCK_MARGIN_MS;
  for (const post of posts) {
    const past = post.createdAt < latest && post.createdAt >= EARLIEST_MS;
    const ready = past
      ? preparePost(house, accountId, post, inArchive)
      : 'its date is not in the past of this service';
    if (typeof ready === 'string') skipped.push({ sourceId: post.sourceId, reason: ready });
    else if (sizeOf(ready) > CHARACTERS_MOST)
      skipped.push({ sourceId: post.sourceId, reason: 'it is too large' });
    else yield { post, ready };
  }
}

/** Takes a post's pictures in. Where one cannot be, its link or description stands in the text. */
async function withFiles(
  house: House,
  { archive, accountId, inArchive, remarks }: Putting & { readonly accountId: number },
  { post, ready }: Ready,
): Promise<PreparedPost> {
  if (post.media.length === 0) return ready;
  const { mediaIds, lost } = await takeFiles(house, accountId, archive, post);
  if (lost.length === 0) return { ...ready, mediaIds };
  for (const { reason } of lost) remarks.push({ sourceId: post.sourceId, reason });
  const gone = lost.map((each) => each.media);
  const amended = { ...post, ...withoutFiles(post, gone) };
  const again = preparePost(house, accountId, amended, inArchive);
  return typeof again === 'string' ? { ...ready, mediaIds } : { ...again, mediaIds };
}

function isSomething(post: PreparedPost): boolean {
  const boosts = post.boostOfId !== null || post.boostOfSource !== null;
  return boosts || post.html !== '' || post.mediaIds.length > 0;
}

function costOf({ post, ready }: Ready) {
  const files = post.media.length;
  const rows = 4 + ready.tags.length * 2 + ready.mentionIds.length + files;
  return { rows, characters: sizeOf(ready), files };
}

function sizeOf(post: PreparedPost): number {
  return JSON.stringify(post).length;
}
