import type { Db } from '#log/sqlite.ts';
import { type Circle, type Head, peopleStore } from '#rooms/timelines/people-store.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import { timelineStore } from '#rooms/timelines/store.ts';
import { mergeDown, mergeUp, type Stretch, stretch, type Walk } from '#rooms/timelines/walk.ts';
import type { View } from '#view/reader.ts';

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
    let tagged: readonly Entry[] = [];
    for (const tagId of tagIds())
      tagged = mergeDown(tagged, store.tagLive(tagId).down(below, above, most).entries, most);
    return nearest(heads, most, above, -1, (from, end) => {
      let best: readonly Entry[] = tagged.filter((entry) => entry.id > end);
      for (const head of from) {
        const lowest = best.length < most ? end : Math.max(end, best.at(-1)!.id);
        if (head.nextId <= lowest) break;
        best = mergeDown(best, store.author(head.accountId, 0).down(below, lowest, most).entries, most);
      }
      return best;
    });
  }

  function up(above: number, below: number, most: number): Stretch {
    let tagged: readonly Entry[] = [];
    for (const tagId of tagIds())
      tagged = mergeUp(tagged, store.tagLive(tagId).up(above, below, most).entries, most);
    return nearest(
      (limit) => people.above(circle, above, limit),
      most,
      below,
      1,
      (from, end) => {
        let best: readonly Entry[] = tagged.filter((entry) => entry.id < end);
        for (const head of from) {
          const highest = best.length < most ? end : Math.min(end, best.at(-1)!.id);
          if (head.nextId >= highest) break;
          best = mergeUp(best, store.author(head.accountId, 0).up(above, highest, most).entries, most);
        }
        return best;
      },
    );
  }

  return {
    down: (...at) => atOneMoment(view.db, () => down(...at)),
    up: (...at) => atOneMoment(view.db, () => up(...at)),
  };
}

/**
 * Merges what the nearest heads have to give. Each stands for one status at least, so the page should end where the last head
 * that it has room for begins: nothing beyond is read. If it does not suffice (a head's status is deleted), all is read.
 */
function nearest(
  heads: (limit: number) => readonly Head[],
  most: number,
  end: number,
  beyond: 1 | -1,
  merge: (heads: readonly Head[], end: number) => readonly Entry[],
): Stretch {
  const few = heads(most);
  const guess = few[most - 1]?.nextId;
  const found = merge(few, guess === undefined ? end : guess + beyond);
  if (guess === undefined || found.length === most) return stretch(found, most);
  return stretch(merge(heads(ALL_HEADS), end), most);
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
