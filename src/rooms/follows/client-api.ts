import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag, id, listOf, text, whole } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { answerRequest } from '#rooms/follows/answer-request.ts';
import { block, unblock } from '#rooms/follows/block.ts';
import { follow } from '#rooms/follows/follow.ts';
import { toRelationship } from '#rooms/follows/mastodon.ts';
import { mute, unmute } from '#rooms/follows/mute.ts';
import { peopleRoutes } from '#rooms/follows/people-api.ts';
import { MUTE_SECONDS_MOST } from '#rooms/follows/rules/avoid.ts';
import { LANGUAGES_MOST } from '#rooms/follows/rules/follow.ts';
import { removeFollower, unfollow } from '#rooms/follows/unfollow.ts';
import { relationshipsOf, relationshipWith } from '#rooms/follows/views.ts';
import { parseId } from '#values/ids.ts';
import { isLanguage } from '#values/language.ts';

const ASKED_MOST = 200;

/** The account a path names; 0, which nothing has, for what cannot be an id. */
function accountInPath(call: Call): number {
  return parseId(call.params['id']) ?? 0;
}

/** Answers with what the caller and an account are to each other now. */
export function relationshipAnswer(call: Call, accountId: number): Response {
  const { house, me } = call;
  return json(toRelationship(relationshipWith(house.view(), me, accountId), house.world.now()));
}

type Deed = (call: Call, accountId: number) => Promise<void>;

/** An action on an account that answers with the relationship. */
function deed(name: string, summary: string, scopes: readonly string[], path: string, act: Deed): Route {
  return route({
    method: 'POST',
    path: `/api/v1/${path}/:id/${name}`,
    summary,
    auth: 'user',
    scopes,
    async handle(call) {
      const accountId = accountInPath(call);
      relationshipWith(call.house.view(), call.me, accountId);
      await act(call, accountId);
      return relationshipAnswer(call, accountId);
    },
  });
}

const FOLLOWS = ['write:follows', 'follow'];
const BLOCKS = ['write:blocks', 'follow'];
const MUTES = ['write:mutes', 'follow'];

const language = text(16).refine(isLanguage, 'is not a known language');
const followBody = z.object({
  reblogs: flag.optional(),
  notify: flag.optional(),
  languages: listOf(language, LANGUAGES_MOST).optional(),
});
const muteBody = z.object({
  notifications: flag.default(true),
  duration: whole(0, MUTE_SECONDS_MOST).default(0),
});

const actions: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/accounts/:id/follow',
    summary: 'Follow account',
    auth: 'user',
    scopes: FOLLOWS,
    body: followBody,
    async handle(call) {
      const accountId = accountInPath(call);
      await follow(call.house, call.me, accountId, call.body);
      return relationshipAnswer(call, accountId);
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/accounts/:id/mute',
    summary: 'Mute account',
    auth: 'user',
    scopes: MUTES,
    body: muteBody,
    async handle(call) {
      const accountId = accountInPath(call);
      const { notifications, duration } = call.body;
      await mute(call.house, call.me, accountId, { notifications, seconds: duration });
      return relationshipAnswer(call, accountId);
    },
  }),
  deed('unfollow', 'Unfollow account', FOLLOWS, 'accounts', ({ house, me }, id) => unfollow(house, me, id)),
  deed('remove_from_followers', 'Remove account from followers', FOLLOWS, 'accounts', ({ house, me }, id) =>
    removeFollower(house, me, id),
  ),
  deed('block', 'Block account', BLOCKS, 'accounts', ({ house, me }, id) => block(house, me, id)),
  deed('unblock', 'Unblock account', BLOCKS, 'accounts', ({ house, me }, id) => unblock(house, me, id)),
  deed('unmute', 'Unmute account', MUTES, 'accounts', ({ house, me }, id) => unmute(house, me, id)),
  deed('authorize', 'Accept follow request', FOLLOWS, 'follow_requests', ({ house, me }, id) =>
    answerRequest(house, me, id, true),
  ),
  deed('reject', 'Reject follow request', FOLLOWS, 'follow_requests', ({ house, me }, id) =>
    answerRequest(house, me, id, false),
  ),
];

const relationships = route({
  method: 'GET',
  path: '/api/v1/accounts/relationships',
  summary: 'Check relationships to other accounts',
  auth: 'user',
  scopes: ['read:follows', 'follow'],
  query: z.object({ id: listOf(id, ASKED_MOST).default([]), with_suspended: flag.default(false) }),
  handle({ house, me, query }) {
    const rows = relationshipsOf(house.view(), me, query.id, query.with_suspended);
    return json(rows.map((row) => toRelationship(row, house.world.now())));
  },
});

/** Registered before the routes of accounts: `relationships` must not be taken for an id. */
export const routes: readonly Route[] = [relationships, ...peopleRoutes, ...actions];
