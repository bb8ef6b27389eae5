import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { id, pageSize } from '#machinery/http/fields.ts';
import { pageLinks } from '#machinery/http/links.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { conversationOf, conversationsOf } from '#rooms/notifications/conversation-views.ts';
import { leaveConversation, markConversation } from '#rooms/notifications/conversations.ts';
import { toConversation } from '#rooms/notifications/mastodon.ts';
import { parseId } from '#values/ids.ts';
import { boundsOf, endsOf } from '#values/page.ts';
import { Refusal } from '#values/refusal.ts';

const maybeId = z.preprocess((value) => value || undefined, id.optional());

function idInPath(call: Call): number {
  return parseId(call.params['id']) ?? 0;
}

function marking(name: 'read' | 'unread'): Route {
  return route({
    method: 'POST',
    path: `/api/v1/conversations/:id/${name}`,
    summary: `Mark a conversation as ${name}`,
    auth: 'user',
    scopes: ['write:conversations'],
    async handle(call) {
      await markConversation(call.house, call.me, idInPath(call), name === 'unread');
      const seen = conversationOf(call.house.view(), call.me, idInPath(call));
      if (!seen) throw new Refusal('not-found', 'Record not found');
      return json(toConversation(seen, call.house));
    },
  });
}

export const conversationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/conversations',
    summary: 'View all conversations',
    auth: 'user',
    scopes: ['read:statuses'],
    query: z.object({ max_id: maybeId, since_id: maybeId, min_id: maybeId, limit: pageSize(20, 40) }),
    handle({ house, me, query, request }) {
      const { max_id: maxId, since_id: sinceId, min_id: minId, limit } = query;
      const found = conversationsOf(house.view(), me, boundsOf({ maxId, sinceId, minId, limit }));
      const links = pageLinks(house.origin, request, endsOf(found.page.map((seat) => seat.lastStatusId)));
      return json(
        found.conversations.map((seen) => toConversation(seen, house)),
        200,
        links,
      );
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/conversations/:id',
    summary: 'Remove a conversation',
    auth: 'user',
    scopes: ['write:conversations'],
    async handle(call) {
      await leaveConversation(call.house, call.me, idInPath(call));
      return json({});
    },
  }),
  marking('read'),
  marking('unread'),
];
