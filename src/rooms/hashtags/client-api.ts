import { json } from '#machinery/http/answer.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { sealedLinks, sealedPage, stretchOf } from '#machinery/http/sealed-page.ts';
import { followTag, unfollowTag } from '#rooms/hashtags/follow-tag.ts';
import { toTag } from '#rooms/hashtags/mastodon.ts';
import { followedTags, seeTag } from '#rooms/hashtags/views.ts';
import { Refusal } from '#values/refusal.ts';

const NAME_MOST = 500;

/** The hashtag a path names, with or without its sign. */
function nameInPath(call: Call): string {
  return (call.params['name'] ?? '').slice(0, NAME_MOST).replace(/^[#＃]/u, '');
}

/** A hashtag as the client API answers it to the caller. */
export function tagAnswer(call: Call, name: string): Response {
  const { house, caller } = call;
  const seen = seeTag(house.view(), caller.accountId, name, house.world.now());
  if (!seen) throw new Refusal('not-found', 'Record not found');
  return json(toTag(seen, caller.accountId, house));
}

function deed(name: string, summary: string, act: typeof followTag): Route {
  return route({
    method: 'POST',
    path: `/api/v1/tags/:name/${name}`,
    summary,
    auth: 'user',
    scopes: ['write:follows', 'follow'],
    async handle(call) {
      await act(call.house, call.me, nameInPath(call));
      return tagAnswer(call, nameInPath(call));
    },
  });
}

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/tags/:name',
    summary: 'View information about a single tag',
    handle: (call) => tagAnswer(call, nameInPath(call)),
  }),
  deed('follow', 'Follow a hashtag', followTag),
  deed('unfollow', 'Unfollow a hashtag', unfollowTag),
  route({
    method: 'GET',
    path: '/api/v1/followed_tags',
    summary: 'View all followed tags',
    auth: 'user',
    scopes: ['read:follows', 'follow'],
    query: sealedPage(100, 200),
    handle({ house, me, query, request }) {
      const list = `tags:${me}`;
      const { page, tags } = followedTags(house.view(), me, stretchOf(house, list, query), house.world.now());
      return json(
        tags.map((seen) => toTag(seen, me, house)),
        200,
        sealedLinks(house, request, list, page, query.limit),
      );
    },
  }),
];
