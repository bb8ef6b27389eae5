import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { announced, announcementsFor, dismissAnnouncement } from '#rooms/maintenance/announcements.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const idIn = (call: Pick<Call, 'params'>) => parseId(call.params['id']) ?? 0;

/** Announcements of the client API: one for each window that is planned or under way. */
export const announcementRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/announcements',
    summary: 'View all announcements',
    auth: 'user',
    query: z.object({ with_dismissed: flag.default(false) }),
    handle: ({ house, me, query }) => json(announcementsFor(house, me, query.with_dismissed)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/announcements/:id/dismiss',
    summary: 'Dismiss an announcement',
    auth: 'user',
    scopes: ['write:accounts'],
    async handle(call) {
      await dismissAnnouncement(call.house, call.me, idIn(call));
      return json({});
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/announcements/:id/reactions/:name',
    summary: 'Add a reaction to an announcement: none are taken here',
    auth: 'user',
    scopes: ['write:favourites'],
    handle(call) {
      announced(call.house, idIn(call));
      throw new Refusal('invalid', 'Announcements of this server take no reactions', 'name');
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/announcements/:id/reactions/:name',
    summary: 'Remove a reaction from an announcement: there are none',
    auth: 'user',
    scopes: ['write:favourites'],
    handle(call) {
      announced(call.house, idIn(call));
      return json({});
    },
  }),
];
