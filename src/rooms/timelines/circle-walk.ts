import type { Db } from '#log/sqlite.ts';
import { type Circle, type Head, peopleStore } from '#rooms/timelines/people-store.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import { timelineStore } from '#rooms/timelines/store.ts';
import { mergeDown, mergeUp, type Stretch, stretch, type Walk } from '#rooms/timelines/walk.ts';
import type { View } from '#view/reader.ts';

/** Heads asked for beyond the entries wanted, since some heads point at statuses that are deleted. */
const SPARE_HEADS = 32;
const ALL_HEADS = 1_000_000;

/**
 * Walks the statuses of many people and hashtags in id order without touching most of them: people come sorted by
 * their nearest status, and merging ends at the first one who cannot contribute any more.
 */
export function circleWalk(view: View, circle: Circle, tagIds: () => Iterable<number>): Walk {
  const people = view.of(peopleStore);
  const store = view.of(timelineStore);

  function down(below: number, above: number, most: number): Stretch {
    const heads = (limit: number) =>
      below === Number.MAX_SAFE_INTEGER
        ? people.newest(circle, above, limit)
        : people.below(circle, below, limit);
    let best: readonly Entry[] = [];
    for (const tagId of tagIds())
      best = mergeDown(best, store.tagLive(tagId).down(below, above, most).entries, most);
    for (const head of patiently(heads, most)) {
      const end = best.length < most ? above : best.at(-1)!.id;
      if (head.nextId <= end) break;
      best = mergeDown(best, store.author(head.accountId, 0).down(below, end, most).entries, most);
    }
    return stretch(best, most);
  }

  function up(above: number, below: number, most: number): Stretch {
    let best: readonly Entry[] = [];
    for (const tagId of tagIds())
      best = mergeUp(best, store.tagLive(tagId).up(above, below, most).entries, most);
    for (const head of patiently((limit) => people.above(circle, above, limit), most)) {
      const end = best.length < most ? below : best.at(-1)!.id;
      if (head.nextId >= end) break;
      best = mergeUp(best, store.author(head.accountId, 0).up(above, end, most).entries, most);
    }
    return stretch(best, most);
  }

  return {
    down: (...at) => atOneMoment(view.db, () => down(...at)),
    up: (...at) => atOneMoment(view.db, () => up(...at)),
  };
}

/** The nearest heads first; all of them only if those did not suffice. */
function* patiently(heads: (limit: number) => readonly Head[], most: number): Iterable<Head> {
  const limit = most + SPARE_HEADS;
  const first = heads(limit);
  yield* first;
  if (first.length === limit) yield* heads(ALL_HEADS).slice(limit);
}

/** Several statements over one snapshot: otherwise a status committed between two of them could be jumped over. */
function atOneMoment<T>(db: Db, read: () => T): T {
  db.exec('BEGIN');
  try {
    return read();
  } finally {
    db.exec('COMMIT');
  }
}
