import { boundedMap } from '#machinery/bounded-map.ts';
import { relationCache } from '#rooms/follows/index.ts';
import { tagFollowChanged } from '#rooms/hashtags/index.ts';
import { listChanged } from '#rooms/lists/index.ts';
import { peopleStore } from '#rooms/timelines/people-store.ts';
import type { Looker } from '#rooms/timelines/rules/home.ts';
import type { View } from '#view/reader.ts';

const READERS_MOST = 2_000;

type Tastes = Pick<Looker, 'exclusive' | 'tags'>;

/** What readers who are here now want at home besides whom they follow, in memory. */
function tastesCache(view: View) {
  const cache = boundedMap<number, Tastes>(READERS_MOST);
  view.on(listChanged, ({ accountId }) => cache.delete(accountId));
  view.on(tagFollowChanged, ({ accountId }) => cache.delete(accountId));
  view.onGap(() => cache.clear());
  return {
    of(accountId: number): Tastes {
      const known = cache.get(accountId);
      if (known) return known;
      const store = view.of(peopleStore);
      const tastes = { exclusive: store.exclusive(accountId), tags: store.followedTags(accountId) };
      cache.set(accountId, tastes);
      return tastes;
    },
  };
}

/** A reader as the rules of home and list timelines need to know them. */
export function lookerOf(view: View, accountId: number, now: number): Looker {
  const { exclusive, tags } = view.keep(tastesCache).of(accountId);
  return { accountId, relations: view.keep(relationCache).of(accountId), exclusive, tags, now };
}
