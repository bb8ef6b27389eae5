import type { TagQuery } from '#rooms/timelines/rules/tags.ts';
import { timelineStore } from '#rooms/timelines/store.ts';
import { tagRings } from '#rooms/timelines/tag-rings.ts';
import { both, EMPTY, type Stretch, type Walk } from '#rooms/timelines/walk.ts';
import type { View } from '#view/reader.ts';

const STEPS_MOST = 1_000;

/** The statuses of a hashtag query in id order. `none` is left to the reader, who has the tags at hand. */
export function tagWalk(view: View, query: TagQuery): Walk {
  const rings = view.keep(tagRings);
  if (query.all.length > 0) return meeting(view, query);
  return query.any.map((id): Walk => rings.of(id)).reduce(both, EMPTY);
}

/**
 * Where rows of several hashtags meet: each in turn leaps to the nearest id the others allow, so the rarest one sets
 * the pace. (Leapfrog join, Veldhuizen 2012.) Bounded: a stretch may end early and say where to go on.
 */
function meeting(view: View, query: TagQuery): Walk {
  const store = view.of(timelineStore);
  const load = (ids: readonly number[], next: number | undefined, newestFirst: boolean): Stretch => {
    const entries = store.byIds(ids).filter((e) => e.visibility === 0 && e.boostOfId === null);
    return { entries: entries.sort((a, b) => (newestFirst ? b.id - a.id : a.id - b.id)), next };
  };
  const nearest = (tags: readonly number[], id: number, downwards: boolean): number | undefined => {
    const found = tags.flatMap(
      (tag) => (downwards ? store.tagAtOrBelow(tag, id) : store.tagAtOrAbove(tag, id)) ?? [],
    );
    return found.length === 0 ? undefined : downwards ? Math.max(...found) : Math.min(...found);
  };
  function leap(from: number, within: (id: number) => boolean, most: number, downwards: boolean): Stretch {
    const step = downwards ? -1 : 1;
    const ids: number[] = [];
    let at = from + step;
    for (let steps = 0; steps < STEPS_MOST; steps++) {
      const id = nearest(query.any, at, downwards);
      if (id === undefined || !within(id)) return load(ids, undefined, downwards);
      const reached = query.all.map((tag) => nearest([tag], id, downwards));
      if (reached.includes(undefined)) return load(ids, undefined, downwards);
      const furthest = downwards ? Math.min(...(reached as number[])) : Math.max(...(reached as number[]));
      if (furthest === id) ids.push(id);
      at = furthest === id ? id + step : furthest;
      if (ids.length === most) return load(ids, id, downwards);
    }
    return load(ids, at - step, downwards);
  }
  return {
    down: (below, above, most) => leap(below, (id) => id > above, most, true),
    up: (above, below, most) => leap(above, (id) => id < below, most, false),
  };
}
