import { z } from 'zod';
import type { House } from '#machinery/house.ts';
import { json, rawJson } from '#machinery/http/answer.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { sealedLinks, sealedPage, stretchOf } from '#machinery/http/sealed-page.ts';
import { accountCards, toAccount } from '#rooms/accounts/index.ts';
import { bookmark, unbookmark } from '#rooms/statuses/bookmark.ts';
import { boost, unboost } from '#rooms/statuses/boost.ts';
import { statusAnswer, statusInPath } from '#rooms/statuses/client-api.ts';
import { favourite, unfavourite } from '#rooms/statuses/favourite.ts';
import { BOOSTED, FAVOURITED } from '#rooms/statuses/flags.ts';
import { markedBy } from '#rooms/statuses/marked.ts';
import { muteConversation, unmuteConversation } from '#rooms/statuses/mute-conversation.ts';
import { pin, unpin } from '#rooms/statuses/pin.ts';
import { rendererOf } from '#rooms/statuses/render.ts';
import { visibilityCode } from '#rooms/statuses/rules/visibility.ts';
import { type SeenStatus, seeStatus } from '#rooms/statuses/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

type Deed = (house: House, accountId: number, statusId: number) => Promise<void>;

/** A status, or what it boosts: that is what actions on it are about. */
function originalInPath(call: Call): SeenStatus {
  const seen = statusInPath(call);
  return seen.boosted ?? seen;
}

/** An action on a status that answers with the status as it is then. */
function deed(name: string, summary: string, scope: string, act: Deed): Route {
  return route({
    method: 'POST',
    path: `/api/v1/statuses/:id/${name}`,
    summary,
    auth: 'user',
    scopes: [scope],
    async handle(call) {
      await act(call.house, call.me, parseId(call.params['id']) ?? 0);
      return statusAnswer(call, originalInPath(call));
    },
  });
}

/** Who did something to a status: of others nothing is told, one's own row is. */
function doers(name: string, summary: string, flag: number): Route {
  return route({
    method: 'GET',
    path: `/api/v1/statuses/:id/${name}`,
    summary,
    scopes: ['read:statuses'],
    handle(call) {
      const seen = originalInPath(call);
      const mine = (seen.flags & flag) !== 0;
      const me = mine ? call.house.view().keep(accountCards).byId(call.me) : undefined;
      return json(me === undefined ? [] : [toAccount(me, call.house)]);
    },
  });
}

function marks(name: 'bookmark' | 'favourite', path: string, summary: string, scope: string): Route {
  return route({
    method: 'GET',
    path,
    summary,
    auth: 'user',
    scopes: [scope],
    query: sealedPage(20, 40),
    handle({ house, me, query, request }) {
      const list = `${name}:${me}`;
      const { page, statuses } = markedBy(house.view(), me, name, stretchOf(house, list, query));
      const links = sealedLinks(house, request, list, page, query.limit);
      return rawJson(rendererOf(house).list(statuses, me), 200, links);
    },
  });
}

export const markRoutes: readonly Route[] = [
  deed('favourite', 'Favourite a status', 'write:favourites', favourite),
  deed('unfavourite', 'Undo favourite of a status', 'write:favourites', unfavourite),
  deed('bookmark', 'Bookmark a status', 'write:bookmarks', bookmark),
  deed('unbookmark', 'Undo bookmark of a status', 'write:bookmarks', unbookmark),
  deed('pin', 'Pin status to profile', 'write:accounts', pin),
  deed('unpin', 'Unpin status from profile', 'write:accounts', unpin),
  deed('mute', 'Mute a conversation', 'write:mutes', muteConversation),
  deed('unmute', 'Unmute a conversation', 'write:mutes', unmuteConversation),
  deed('unreblog', 'Undo boost of a status', 'write:statuses', unboost),
  route({
    method: 'POST',
    path: '/api/v1/statuses/:id/reblog',
    summary: 'Boost a status',
    auth: 'user',
    scopes: ['write:statuses'],
    body: z.object({ visibility: z.enum(['public', 'unlisted', 'private']).optional() }),
    async handle(call) {
      const { house, me, body } = call;
      const wished = body.visibility && visibilityCode(body.visibility);
      const { id } = await boost(house, me, parseId(call.params['id']) ?? 0, wished);
      const seen = seeStatus(house.view(), me, id);
      if (!seen) throw new Refusal('not-found', 'Record not found');
      return statusAnswer(call, seen);
    },
  }),
  doers('favourited_by', 'See who favourited a status', FAVOURITED),
  doers('reblogged_by', 'See who boosted a status', BOOSTED),
  route({
    method: 'GET',
    path: '/api/v1/statuses/:id/quotes',
    summary: 'See quotes of a status',
    auth: 'user',
    scopes: ['read:statuses'],
    handle(call) {
      statusInPath(call);
      return json([]);
    },
  }),
  marks('favourite', '/api/v1/favourites', 'View favourited statuses', 'read:favourites'),
  marks('bookmark', '/api/v1/bookmarks', 'View bookmarked statuses', 'read:bookmarks'),
];
