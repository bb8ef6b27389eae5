import { boundedMap } from '#machinery/bounded-map.ts';
import { listChanged } from '#rooms/lists/index.ts';
import { type ListFrame, peopleStore } from '#rooms/timelines/people-store.ts';
import type { View } from '#view/reader.ts';

const LISTS_MOST = 1_000;

type Frame = ListFrame & { readonly members: ReadonlySet<number> };

/** Lists that are read now, with their members, in memory. */
export function listFrames(view: View) {
  const cache = boundedMap<number, Frame>(LISTS_MOST);
  view.on(listChanged, ({ listId }) => cache.delete(listId));
  view.onGap(() => cache.clear());
  return {
    /** Undefined when there is no such list. */
    of(listId: number): Frame | undefined {
      const known = cache.get(listId);
      if (known) return known;
      const store = view.of(peopleStore);
      const list = store.list(listId);
      if (!list) return undefined;
      const frame = { ...list, members: store.members(listId) };
      cache.set(listId, frame);
      return frame;
    },
  };
}
