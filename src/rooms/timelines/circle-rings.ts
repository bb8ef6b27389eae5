import { boundedMap } from '#machinery/bounded-map.ts';
import { relationChanged } from '#rooms/follows/index.ts';
import { tagFollowChanged } from '#rooms/hashtags/index.ts';
import { listChanged } from '#rooms/lists/index.ts';
import { statusEdited } from '#rooms/statuses/index.ts';
import { circleWalk } from '#rooms/timelines/circle-walk.ts';
import type { Circle } from '#rooms/timelines/people-store.ts';
import { type Fresh, recentPosts } from '#rooms/timelines/recent.ts';
import { type Ring, ringOver } from '#rooms/timelines/ring.ts';
import type { Walk } from '#rooms/timelines/walk.ts';
import type { View } from '#view/reader.ts';

const RINGS_MOST = 2_000;
const KEPT_MOST = 400;

/** Who belongs to a circle, as of this request. */
export type Wanted = { readonly people: (accountId: number) => boolean; readonly tags: ReadonlySet<number> };

type Held = { readonly ring: Ring; place: number; wanted: Wanted };

/**
 * Home and list timelines of readers who are here now. A ring holds what the circle's people wrote; what the reader
 * would rather not see is left out when it is read, so only a changed circle makes a ring useless.
 */
export function circleRings(view: View) {
  const rings = boundedMap<string, Held>(RINGS_MOST);
  const recent = view.keep(recentPosts);
  const forgetHome = (accountId: number) => rings.delete(`home ${accountId}`);
  view.on(relationChanged, ({ accountId, targetId }) => {
    forgetHome(accountId);
    forgetHome(targetId);
  });
  view.on(tagFollowChanged, ({ accountId }) => forgetHome(accountId));
  view.on(listChanged, ({ listId }) => rings.delete(`list ${listId}`));
  view.on(statusEdited, ({ addedTagIds }) => {
    for (const held of rings.values())
      if (addedTagIds.some((id) => held.wanted.tags.has(id))) held.ring.clear();
  });
  view.onGap(() => rings.clear());

  /** The circle's timeline up to now. */
  function of(circle: Circle, wanted: Wanted): Walk {
    const name = `${circle.kind} ${circle.id}`;
    const known = rings.get(name) ?? open(name, circle, wanted);
    known.wanted = wanted;
    const fresh = recent.since(known.place);
    if (!fresh) known.ring.clear();
    else for (const post of fresh) if (isWanted(wanted, post)) known.ring.add(post.entry);
    known.place = recent.place();
    return known.ring;
  }

  function open(name: string, circle: Circle, wanted: Wanted): Held {
    const held: Held = {
      ring: ringOver(
        circleWalk(view, circle, () => held.wanted.tags),
        KEPT_MOST,
      ),
      place: recent.place(),
      wanted,
    };
    rings.set(name, held);
    return held;
  }
  return { of };
}

function isWanted(wanted: Wanted, { entry, tagIds }: Fresh): boolean {
  if (wanted.people(entry.accountId)) return true;
  return wanted.tags.size > 0 && entry.visibility === 0 && tagIds.some((id) => wanted.tags.has(id));
}
