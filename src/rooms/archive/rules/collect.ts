import { type ArchivePost, POSTS_MOST, type Reading, type Remark } from '#rooms/archive/rules/post.ts';

const REMARKS_MOST = 100_000;

/** What reading a whole archive came to. */
export type Collected = {
  readonly posts: readonly ArchivePost[];
  readonly leftOut: readonly Remark[];
  /** Parts of kept posts that were left out. */
  readonly remarks: readonly Remark[];
};

export type Collector = {
  add(reading: Reading): void;
  /** States that a post's time of day is not known. */
  undate(sourceIds: ReadonlySet<string>): void;
  /** Leaves out what was taken before: an earlier version of an edited post. */
  leaveOut(sourceId: string, reason: string): void;
  has(sourceId: string): boolean;
  collected(): Collected;
};

/** Gathers readings, each post once. */
export function makeCollector(): Collector {
  const posts = new Map<string, ArchivePost>();
  const leftOut: Remark[] = [];
  const remarks: Remark[] = [];
  const note = (list: Remark[], remark: Remark) => {
    if (list.length < REMARKS_MOST) list.push(remark);
  };
  return {
    add(reading) {
      if ('leftOut' in reading) return note(leftOut, reading.leftOut);
      const { sourceId } = reading.post;
      if (posts.has(sourceId)) return note(leftOut, { sourceId, reason: 'it is in the archive twice' });
      if (posts.size >= POSTS_MOST)
        return note(leftOut, { sourceId, reason: `the archive has more than ${POSTS_MOST}` });
      posts.set(sourceId, reading.post);
      for (const reason of reading.remarks) note(remarks, { sourceId, reason });
    },
    undate(sourceIds) {
      for (const id of sourceIds) {
        const post = posts.get(id);
        if (post) posts.set(id, { ...post, dayOnly: true });
      }
    },
    leaveOut(sourceId, reason) {
      if (posts.delete(sourceId)) note(leftOut, { sourceId, reason });
    },
    has: (sourceId) => posts.has(sourceId),
    collected: () => ({ posts: [...posts.values()].sort(byTime), leftOut, remarks }),
  };
}

/** Oldest first; at the same moment by the source's number, so that an answer follows its question. */
export function byTime(a: ArchivePost, b: ArchivePost): number {
  return (
    a.createdAt - b.createdAt ||
    a.sourceId.length - b.sourceId.length ||
    (a.sourceId < b.sourceId ? -1 : a.sourceId > b.sourceId ? 1 : 0)
  );
}
