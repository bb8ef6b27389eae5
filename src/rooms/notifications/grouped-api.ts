import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { listOf, pageSize, text } from '#machinery/http/fields.ts';
import { pageLinks } from '#machinery/http/links.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { toAccount } from '#rooms/accounts/index.ts';
import {
  boundsIn,
  filterFields,
  pageFields,
  UNREAD_MOST,
  UNREAD_USUAL,
  wantedIn,
} from '#rooms/notifications/client-api.ts';
import { clearNotifications, dismissGroup } from '#rooms/notifications/dismiss.ts';
import { groupOf, groupsOf, peopleInGroup, unreadGroups } from '#rooms/notifications/groups.ts';
import { toGroupedResults } from '#rooms/notifications/mastodon.ts';
import { GROUPED_KINDS, type Kind } from '#rooms/notifications/rules/kinds.ts';
import { Refusal } from '#values/refusal.ts';

const READ = ['read:notifications'];
const WRITE = ['write:notifications'];
const KEY_MOST = 100;

const groupedTypes = { grouped_types: listOf(text(40), 40).optional() };

/** The kinds a reader can show grouped: all we can, or those of them that it names. */
function groupedIn(query: { readonly grouped_types?: readonly string[] | undefined }): readonly Kind[] {
  const named = query.grouped_types;
  return named === undefined ? GROUPED_KINDS : GROUPED_KINDS.filter((kind) => named.includes(kind));
}

function keyIn(call: Call): string {
  return (call.params['key'] ?? '').slice(0, KEY_MOST);
}

export const groupedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v2/notifications',
    summary: 'Get all grouped notifications',
    auth: 'user',
    scopes: READ,
    query: z.object({
      ...pageFields,
      ...filterFields,
      ...groupedTypes,
      expand_accounts: z.enum(['full', 'partial_avatars']).default('full'),
    }),
    handle({ house, me, query, request }) {
      const found = groupsOf(house.view(), me, wantedIn(query), boundsIn(query), groupedIn(query));
      const partial = query.expand_accounts === 'partial_avatars';
      const links = pageLinks(house.origin, request, {
        next: found.next === undefined ? undefined : String(found.next),
        prev: found.prev === undefined ? undefined : String(found.prev),
      });
      return json(toGroupedResults(found.groups, me, house, partial), 200, links);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v2/notifications/unread_count',
    summary: 'Get the number of unread notification groups',
    auth: 'user',
    scopes: READ,
    query: z.object({ ...filterFields, ...groupedTypes, limit: pageSize(UNREAD_USUAL, UNREAD_MOST) }),
    handle: ({ house, me, query }) =>
      json({ count: unreadGroups(house.view(), me, wantedIn(query), groupedIn(query), query.limit) }),
  }),
  route({
    method: 'POST',
    path: '/api/v2/notifications/clear',
    summary: 'Dismiss all notifications',
    auth: 'user',
    scopes: WRITE,
    async handle({ house, me }) {
      await clearNotifications(house, me);
      return json({});
    },
  }),
  route({
    method: 'GET',
    path: '/api/v2/notifications/:key',
    summary: 'Get a single notification group',
    auth: 'user',
    scopes: READ,
    handle(call) {
      const group = groupOf(call.house.view(), call.me, keyIn(call));
      if (!group) throw new Refusal('not-found', 'Record not found');
      return json(toGroupedResults([group], call.me, call.house));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v2/notifications/:key/accounts',
    summary: 'Get accounts of all notifications in a group',
    auth: 'user',
    scopes: [...READ, ...WRITE],
    handle(call) {
      const people = peopleInGroup(call.house.view(), call.me, keyIn(call));
      return json(people.map((account) => toAccount(account, call.house)));
    },
  }),
  route({
    method: 'POST',
    path: '/api/v2/notifications/:key/dismiss',
    summary: 'Dismiss a single notification group',
    auth: 'user',
    scopes: WRITE,
    async handle(call) {
      await dismissGroup(call.house, call.me, keyIn(call));
      return json({});
    },
  }),
];
