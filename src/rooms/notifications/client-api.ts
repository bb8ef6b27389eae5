import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { id, listOf, pageSize, text } from '#machinery/http/fields.ts';
import { pageLinks } from '#machinery/http/links.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { clearNotifications, dismiss } from '#rooms/notifications/dismiss.ts';
import { toNotification } from '#rooms/notifications/mastodon.ts';
import { wantedKinds } from '#rooms/notifications/rules/kinds.ts';
import {
  rowsOf,
  seeNotification,
  seeNotifications,
  unreadRows,
  type Wanted,
} from '#rooms/notifications/views.ts';
import { parseId } from '#values/ids.ts';
import { boundsOf, endsOf } from '#values/page.ts';
import { Refusal } from '#values/refusal.ts';

const READ = ['read:notifications'];
const WRITE = ['write:notifications'];
const TYPES_MOST = 40;
const DISMISSED_MOST = 100;
export const UNREAD_USUAL = 100;
export const UNREAD_MOST = 1_000;

const maybeId = z.preprocess((value) => value || undefined, id.optional());
const types = listOf(text(40), TYPES_MOST);

/** Which notifications are asked for. */
export const filterFields = {
  types: types.optional(),
  exclude_types: types.default([]),
  account_id: maybeId,
};
/** Which part of the list. */
export const pageFields = {
  max_id: maybeId,
  since_id: maybeId,
  min_id: maybeId,
  limit: pageSize(40, 80),
};

type Filter = z.output<z.ZodObject<typeof filterFields>>;
type Paging = z.output<z.ZodObject<typeof pageFields>>;

export function wantedIn(query: Filter): Wanted {
  return { kinds: wantedKinds(query.types, query.exclude_types), fromId: query.account_id };
}

export function boundsIn(query: Paging) {
  return boundsOf({
    maxId: query.max_id,
    sinceId: query.since_id,
    minId: query.min_id,
    limit: query.limit,
  });
}

function dismissOne(method: 'POST' | 'DELETE', path: string): Route {
  return route({
    method,
    path,
    summary: 'Dismiss a single notification',
    auth: 'user',
    scopes: WRITE,
    async handle(call: Call) {
      await dismiss(call.house, call.me, [parseId(call.params['id']) ?? 0]);
      return json({});
    },
  });
}

export const notificationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/notifications',
    summary: 'Get all notifications',
    auth: 'user',
    scopes: READ,
    query: z.object({ ...pageFields, ...filterFields }),
    handle({ house, me, query, request }) {
      const rows = rowsOf(house.view(), me, wantedIn(query), boundsIn(query));
      const seen = seeNotifications(house.view(), me, rows);
      const links = pageLinks(house.origin, request, endsOf(rows.map((row) => row.id)));
      return json(
        seen.map((one) => toNotification(one, house)),
        200,
        links,
      );
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/notifications/unread_count',
    summary: 'Get the number of unread notifications',
    auth: 'user',
    scopes: READ,
    query: z.object({ ...filterFields, limit: pageSize(UNREAD_USUAL, UNREAD_MOST) }),
    handle: ({ house, me, query }) =>
      json({ count: unreadRows(house.view(), me, wantedIn(query), query.limit).length }),
  }),
  route({
    method: 'POST',
    path: '/api/v1/notifications/clear',
    summary: 'Dismiss all notifications',
    auth: 'user',
    scopes: WRITE,
    async handle({ house, me }) {
      await clearNotifications(house, me);
      return json({});
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/notifications/destroy_multiple',
    summary: 'Dismiss several notifications',
    auth: 'user',
    scopes: WRITE,
    body: z.object({ ids: listOf(id, DISMISSED_MOST).default([]) }),
    async handle({ house, me, body }) {
      await dismiss(house, me, body.ids);
      return json({});
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/notifications/:id{[0-9]+}',
    summary: 'Get a single notification',
    auth: 'user',
    scopes: READ,
    handle({ house, me, params }) {
      const seen = seeNotification(house.view(), me, parseId(params['id']) ?? 0);
      if (!seen) throw new Refusal('not-found', 'Record not found');
      return json(toNotification(seen, house));
    },
  }),
  dismissOne('POST', '/api/v1/notifications/:id{[0-9]+}/dismiss'),
  dismissOne('DELETE', '/api/v1/notifications/:id{[0-9]+}'),
];
