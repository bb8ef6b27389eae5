import { z } from 'zod';
import { json, rawJson } from '#machinery/http/answer.ts';
import { flag, id, listOf, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { DESCRIPTION_MOST, parseFocus } from '#rooms/media/index.ts';
import { deleteOwn } from '#rooms/statuses/delete-status.ts';
import { type EditDraft, editStatus } from '#rooms/statuses/edit-status.ts';
import { historyOf } from '#rooms/statuses/history.ts';
import { toSource, toStatus, toWording } from '#rooms/statuses/mastodon.ts';
import { post } from '#rooms/statuses/post-status.ts';
import { rendererOf } from '#rooms/statuses/render.ts';
import { MEDIA_MOST, UNITS_MOST } from '#rooms/statuses/rules/compose.ts';
import { REPLAY, REPLAY_SCOPE } from '#rooms/statuses/rules/labels.ts';
import { VISIBILITIES, visibilityCode } from '#rooms/statuses/rules/visibility.ts';
import { threadOf } from '#rooms/statuses/thread.ts';
import { type SeenStatus, seeStatus, seeStatuses } from '#rooms/statuses/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const ASKED_MOST = 100;
const KEY_MOST = 256;

/** Empty values in forms mean that nothing was chosen. */
const unset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

/** A feature that this server does not have yet: asking for it is refused rather than ignored. */
const absent = (what: string) =>
  z
    .unknown()
    .refine(
      (value) => value == null || value === '' || Object.keys(value).length === 0,
      `: ${what} are not supported`,
    )
    .optional();

const words = text(UNITS_MOST);
const mediaIds = listOf(id, 32);
const draft = z.object({
  status: words.default(''),
  spoiler_text: words.default(''),
  visibility: unset(z.enum(VISIBILITIES)),
  sensitive: unset(flag),
  language: unset(text(16)),
  in_reply_to_id: unset(id),
  media_ids: mediaIds.default([]),
  poll: absent('polls'),
  scheduled_at: absent('scheduled posts'),
  quoted_status_id: absent('quotes'),
});

const change = z.object({
  status: words.optional(),
  spoiler_text: words.optional(),
  sensitive: unset(flag),
  language: unset(text(16)),
  media_ids: mediaIds.optional(),
  media_attributes: listOf(
    z.object({ id, description: text(4 * DESCRIPTION_MOST).optional(), focus: unset(text(100)) }),
    MEDIA_MOST,
  ).optional(),
  poll: absent('polls'),
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

function toEditDraft(body: z.output<typeof change>): EditDraft {
  return {
    text: body.status,
    spoiler: body.spoiler_text,
    sensitive: body.sensitive,
    language: body.language,
    mediaIds: body.media_ids,
    media: body.media_attributes?.map(({ id, description, focus }) => ({
      id,
      description,
      focus: focus === undefined ? undefined : parseFocus(focus),
    })),
  };
}

const writing: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/statuses',
    summary: 'Post a new status',
    auth: 'user',
    scopes: ['write:statuses'],
    body: draft,
    async handle(call) {
      const { house, me, body, request } = call;
      const key = request.headers.get('idempotency-key')?.slice(0, KEY_MOST) || undefined;
      const wish = {
        text: body.status,
        spoiler: body.spoiler_text,
        visibility: body.visibility && visibilityCode(body.visibility),
        sensitive: body.sensitive,
        language: body.language,
        replyToId: body.in_reply_to_id,
        mediaIds: body.media_ids,
        ...(call.caller.scopes.includes(REPLAY_SCOPE) ? { label: REPLAY } : {}),
      };
      const { id: statusId } = await post(house, me, wish, key);
      const seen = seeStatus(house.view(), me, statusId);
      if (!seen) throw new Refusal('gone', 'This status was deleted meanwhile');
      return statusAnswer(call, seen);
    },
  }),
  route({
    method: 'PUT',
    path: '/api/v1/statuses/:id',
    summary: 'Edit a status',
    auth: 'user',
    scopes: ['write:statuses'],
    body: change,
    async handle(call) {
      await editStatus(call.house, call.me, parseId(call.params['id']) ?? 0, toEditDraft(call.body));
      return statusAnswer(call, statusInPath(call));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/statuses/:id',
    summary: 'Delete a status',
    auth: 'user',
    scopes: ['write:statuses'],
    body: z.object({ delete_media: flag.default(false) }),
    async handle(call) {
      const seen = statusInPath(call);
      if (seen.author.id !== call.me) throw new Refusal('not-found', 'Record not found');
      const answer = { ...toStatus(seen, call.me, call.house), text: seen.facts.row.text };
      await deleteOwn(call.house, call.me, seen.facts.row.id, call.body.delete_media);
      return json(answer);
    },
  }),
];

const reading: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/statuses',
    summary: 'View multiple statuses',
    scopes: ['read:statuses'],
    query: z.object({ id: listOf(id, ASKED_MOST).default([]) }),
    handle({ house, caller, query }) {
      const seen = seeStatuses(house.view(), caller.accountId, [...new Set(query.id)]);
      return rawJson(rendererOf(house).list(seen, caller.accountId));
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
    method: 'GET',
    path: '/api/v1/statuses/:id/context',
    summary: 'Get parent and child statuses in context',
    scopes: ['read:statuses'],
    handle(call) {
      const { house, caller } = call;
      const { row } = statusInPath(call).facts;
      const thread = threadOf(house.view(), caller.accountId, row.boostOfId ?? row.id, house.world.now());
      return rawJson(rendererOf(house).context(thread, caller.accountId));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/statuses/:id/history',
    summary: 'View edit history of a status',
    scopes: ['read:statuses'],
    handle(call) {
      const seen = statusInPath(call);
      const wordings = historyOf(call.house.view(), seen);
      return json(wordings.map((wording) => toWording(wording, seen.author, call.house)));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/statuses/:id/source',
    summary: 'View status source',
    auth: 'user',
    scopes: ['read:statuses'],
    handle: (call) => json(toSource(statusInPath(call))),
  }),
];

export const statusRoutes: readonly Route[] = [...writing, ...reading];
