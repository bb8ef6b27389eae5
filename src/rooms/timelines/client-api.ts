import { z } from 'zod';
import { json, rawJson } from '#machinery/http/answer.ts';
import { flag, id, listOf, pageSize, text } from '#machinery/http/fields.ts';
import { pageLinks } from '#machinery/http/links.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { rendererOf } from '#rooms/statuses/index.ts';
import { accountTimeline, pinnedStatuses } from '#rooms/timelines/account-views.ts';
import type { TimelinePage } from '#rooms/timelines/read-page.ts';
import { tagIdOf, tagQuery } from '#rooms/timelines/tag-names.ts';
import {
  directTimeline,
  hashtagTimeline,
  homeTimeline,
  listTimeline,
  type Origin,
  publicTimeline,
} from '#rooms/timelines/views.ts';
import { parseId } from '#values/ids.ts';
import { boundsOf } from '#values/page.ts';
import { Refusal } from '#values/refusal.ts';

const NAMES_MOST = 16;
const cursor = z.preprocess((value) => (value === '' ? undefined : value), id.optional());
const PAGE = { max_id: cursor, since_id: cursor, min_id: cursor, limit: pageSize(20, 40) };
const page = z.object(PAGE);
const names = listOf(text(400), NAMES_MOST).default([]);
const origin = { local: flag.default(false), remote: flag.default(false), only_media: flag.default(false) };
const publicQuery = z.object({ ...PAGE, ...origin });
const tagged = z.object({ ...PAGE, ...origin, any: names, all: names, none: names });
const accountQuery = z.object({
  ...PAGE,
  only_media: flag.default(false),
  exclude_replies: flag.default(false),
  exclude_reblogs: flag.default(false),
  pinned: flag.default(false),
  tagged: z.preprocess((value) => value || undefined, text(400).optional()),
});

function boundsIn(query: z.output<typeof page>) {
  return boundsOf({ maxId: query.max_id, sinceId: query.since_id, minId: query.min_id, limit: query.limit });
}

function originIn(query: { readonly local: boolean; readonly remote: boolean }): Origin {
  return query.local ? 'local' : query.remote ? 'remote' : 'all';
}

const NOTHING: TimelinePage = { statuses: [], next: undefined, prev: undefined };

function answer(call: Call, found: TimelinePage | undefined): Response {
  if (!found) throw new Refusal('not-found', 'Record not found');
  const body = rendererOf(call.house).list(found.statuses, call.caller.accountId);
  return rawJson(body, 200, pageLinks(call.house.origin, call.request, found));
}

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/timelines/public',
    summary: 'View public timeline',
    scopes: ['read:statuses'],
    query: publicQuery,
    handle(call) {
      const { house, caller, query } = call;
      const wish = { origin: originIn(query), onlyMedia: query.only_media };
      const now = house.world.now();
      return answer(call, publicTimeline(house.view(), caller.accountId, boundsIn(query), wish, now));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/timelines/tag/:hashtag',
    summary: 'View hashtag timeline',
    scopes: ['read:statuses'],
    query: tagged,
    handle(call) {
      const { house, caller, query } = call;
      const view = house.view();
      const tags = tagQuery(view, { ...query, name: call.params['hashtag'] ?? '' });
      const wish = { origin: originIn(query), onlyMedia: query.only_media };
      const now = house.world.now();
      return answer(
        call,
        tags ? hashtagTimeline(view, caller.accountId, boundsIn(query), { ...wish, tags }, now) : NOTHING,
      );
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/timelines/home',
    summary: 'View home timeline',
    auth: 'user',
    scopes: ['read:statuses'],
    query: page,
    handle: (call) =>
      answer(call, homeTimeline(call.house.view(), call.me, boundsIn(call.query), call.house.world.now())),
  }),
  route({
    method: 'GET',
    path: '/api/v1/timelines/list/:list_id',
    summary: 'View list timeline',
    auth: 'user',
    scopes: ['read:lists'],
    query: page,
    handle(call) {
      const listId = parseId(call.params['list_id']) ?? 0;
      const now = call.house.world.now();
      return answer(call, listTimeline(call.house.view(), call.me, listId, boundsIn(call.query), now));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/timelines/direct',
    summary: 'View direct timeline',
    auth: 'user',
    scopes: ['read:statuses'],
    query: page,
    handle: (call) =>
      answer(call, directTimeline(call.house.view(), call.me, boundsIn(call.query), call.house.world.now())),
  }),
  route({
    method: 'GET',
    path: '/api/v1/timelines/link',
    summary: 'View link timeline',
    scopes: ['read:statuses'],
    handle: () => json([]),
  }),
  route({
    method: 'GET',
    path: '/api/v1/accounts/:id/statuses',
    summary: "Get account's statuses",
    scopes: ['read:statuses'],
    query: accountQuery,
    handle(call) {
      const { house, caller, query } = call;
      const view = house.view();
      const accountId = parseId(call.params['id']) ?? 0;
      if (query.pinned) {
        const statuses = pinnedStatuses(view, caller.accountId, accountId);
        return answer(call, { ...NOTHING, statuses });
      }
      const wish = {
        excludeReplies: query.exclude_replies,
        excludeBoosts: query.exclude_reblogs,
        onlyMedia: query.only_media,
        tagId: query.tagged === undefined ? undefined : (tagIdOf(view, query.tagged) ?? 0),
      };
      return answer(call, accountTimeline(view, caller.accountId, accountId, boundsIn(query), wish));
    },
  }),
];
