import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { listOf, text } from '#machinery/http/fields.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { markerStore } from '#rooms/notifications/marker-store.ts';
import { toMarkers } from '#rooms/notifications/mastodon.ts';
import { type Marks, moveMarkers, TIMELINES } from '#rooms/notifications/move-markers.ts';
import { parseId } from '#values/ids.ts';

const lastReadId = z.union([z.string(), z.number()]).transform((value, ctx) => {
  const id = parseId(String(value));
  if (id !== undefined) return id;
  ctx.addIssue({ code: 'custom', message: 'must be an id' });
  return z.NEVER;
});
const mark = z.object({ last_read_id: lastReadId }).optional();

export const markerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/markers',
    summary: 'Get saved timeline positions',
    auth: 'user',
    scopes: ['read:statuses'],
    query: z.object({ timeline: listOf(text(40), 10).default([]) }),
    handle({ house, me, query }) {
      const rows = house.view().of(markerStore).of(me);
      return json(toMarkers(rows.filter((row) => query.timeline.includes(row.timeline))));
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/markers',
    summary: 'Save your position in a timeline',
    auth: 'user',
    scopes: ['write:statuses'],
    body: z.object({ home: mark, notifications: mark }),
    async handle({ house, me, body }) {
      const moved = TIMELINES.filter((timeline) => body[timeline] !== undefined);
      const marks: Marks = Object.fromEntries(moved.map((name) => [name, body[name]!.last_read_id]));
      await moveMarkers(house, me, marks);
      const rows = house.view().of(markerStore).of(me);
      return json(toMarkers(rows.filter((row) => moved.some((timeline) => timeline === row.timeline))));
    },
  }),
];
