import type { House } from '#machinery/house.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { goBack } from '#pages/answer.ts';
import { bookmark, unbookmark } from '#rooms/statuses/bookmark.ts';
import { boost, unboost } from '#rooms/statuses/boost.ts';
import { favourite, unfavourite } from '#rooms/statuses/favourite.ts';
import { muteConversation, unmuteConversation } from '#rooms/statuses/mute-conversation.ts';
import { statusOfPath } from '#rooms/statuses/pages.ts';
import { pin, unpin } from '#rooms/statuses/pin.ts';
import { postPath } from '#rooms/statuses/post-card.ts';

type Deed = (house: House, me: number, statusId: number) => Promise<unknown>;

const DEEDS: Readonly<Record<string, Deed>> = {
  boost: (house, me, id) => boost(house, me, id),
  unboost,
  favourite,
  unfavourite,
  bookmark,
  unbookmark,
  pin,
  unpin,
  mute: muteConversation,
  unmute: unmuteConversation,
};

/** The buttons under a post. Pressed twice they do the same once, so they need no key. */
export const deedRoutes: readonly Route[] = Object.entries(DEEDS).map(([name, act]) =>
  route({
    method: 'POST',
    path: `/posts/:id/${name}`,
    door: 'page',
    auth: 'user',
    summary: `Form: ${name} a post`,
    async handle(call) {
      const seen = statusOfPath(call);
      await act(call.house, call.me, seen.facts.row.id);
      return goBack(call.body, postPath(seen));
    },
  }),
);
