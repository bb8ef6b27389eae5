import { z } from 'zod';
import { json, rawJson } from '#machinery/http/answer.ts';
import { flag, id, listOf, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { deleteOwn } from '#rooms/statuses/delete-status.ts';
import { toStatus } from '#rooms/statuses/mastodon.ts';
import { post } from '#rooms/statuses/post-status.ts';
import { rendererOf } from '#rooms/statuses/render.ts';
import { LENGTH_MOST } from '#rooms/statuses/rules/compose.ts';
import { VISIBILITIES, visibilityCode } from '#rooms/statuses/rules/visibility.ts';
import { type SeenStatus, seeStatus } from '#rooms/statuses/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const draft = z.object({
  status: text(LENGTH_MOST * 4).default(''),
  spoiler_text: text(LENGTH_MOST * 4).default(''),
  visibility: z.enum(VISIBILITIES).default('public'),
  sensitive: flag.default(false),
  language: z.preprocess((value) => value || undefined, text(16).optional()),
  in_reply_to_id: z.preprocess((value) => value || undefined, id.optional()),
  media_ids: listOf(id, 32).default([]),
});

/** The status a path names, when the caller may see it; otherwise there is none. */
export function statusInPath(call: Call): SeenStatus {
  const seen = seeStatus(call.house.view(), call.caller.accountId, parseId(call.params['id']) ?? 0);
  if (!seen) throw new Refusal('not-found', 'Record not found');
  return seen;
}

/** One status as the client API answers it. */
export function statusAnswer(call: Call, status: SeenStatus): Response {
  return rawJson(rendererOf(call.house).one(status, call.caller.accountId));
}

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/statuses',
    summary: 'Post a new status',
    auth: 'user',
    scopes: ['write:statuses'],
    body: draft,
    async handle(call) {
      const { house, me, body, request } = call;
      const key = request.headers.get('idempotency-key') ?? undefined;
      const { id: statusId } = await post(
        house,
        me,
        {
          text: body.status,
          spoiler: body.spoiler_text,
          visibility: visibilityCode(body.visibility),
          sensitive: body.sensitive,
          language: body.language,
          replyToId: body.in_reply_to_id,
          mediaIds: body.media_ids,
        },
        key?.slice(0, 256),
      );
      const seen = seeStatus(house.view(), me, statusId);
      if (!seen) throw new Refusal('gone', 'This status was deleted meanwhile');
      return statusAnswer(call, seen);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/statuses/:id',
    summary: 'View a single status',
    scopes: ['read:statuses'],
    handle: (call) => statusAnswer(call, statusInPath(call)),
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/statuses/:id',
    summary: 'Delete a status',
    auth: 'user',
    scopes: ['write:statuses'],
    async handle(call) {
      const seen = statusInPath(call);
      if (seen.author.id !== call.me) throw new Refusal('not-found', 'Record not found');
      const answer = { ...toStatus(seen, call.me, call.house), text: seen.facts.row.text };
      await deleteOwn(call.house, call.me, seen.facts.row.id);
      return json(answer);
    },
  }),
];
