import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { given, text, upload as uploaded } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { IMAGE_BYTES_MOST } from '#machinery/images/picture.ts';
import { deleteMedia, describeMedia } from '#rooms/media/change-media.ts';
import { toAttachment } from '#rooms/media/mastodon.ts';
import { type Focus, parseFocus } from '#rooms/media/rules/words.ts';
import { type MediaRow, mediaStore } from '#rooms/media/store.ts';
import { upload } from '#rooms/media/upload.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const FORM_BYTES = 65_536;
const CENTRE: Focus = { x: 0, y: 0 };
const words = { description: given(text(10_000)), focus: given(text(100)) };
const newMedia = z.object({ file: uploaded, thumbnail: uploaded, ...words });

/** The caller's own file that a path names. */
function mediaInPath({ house, me, params }: Call): MediaRow {
  const media = house
    .view()
    .of(mediaStore)
    .byId(parseId(params['id']) ?? 0);
  if (media?.accountId !== me) throw new Refusal('not-found', 'Record not found');
  return media;
}

function focusOf(given: string | undefined): Focus | undefined {
  return given === undefined || given === '' ? undefined : parseFocus(given);
}

/** Images are ready when the answer comes, in both versions. */
function uploadRoute(version: 'v1' | 'v2', summary: string): Route {
  return route({
    method: 'POST',
    path: `/api/${version}/media`,
    summary,
    auth: 'user',
    scopes: ['write:media'],
    body: newMedia,
    bodyMost: IMAGE_BYTES_MOST + FORM_BYTES,
    limit: { name: 'media', most: 120, perMs: 1_800_000, by: 'account' },
    async handle({ house, me, body }) {
      if (!body.file) throw new Refusal('invalid', "Validation failed: File can't be blank", 'file');
      const said = { description: body.description ?? '', focus: focusOf(body.focus) ?? CENTRE };
      const { id } = await upload(house, me, await body.file.bytes(), said);
      return json(toAttachment(house.view().of(mediaStore).byId(id)!, house));
    },
  });
}

export const routes: readonly Route[] = [
  uploadRoute('v2', 'Upload media as an attachment'),
  uploadRoute('v1', 'Upload media as an attachment (old)'),
  route({
    method: 'GET',
    path: '/api/v1/media/:id',
    summary: 'Get media attachment',
    auth: 'user',
    scopes: ['write:media'],
    handle: (call) => json(toAttachment(mediaInPath(call), call.house)),
  }),
  route({
    method: 'PUT',
    path: '/api/v1/media/:id',
    summary: 'Update media attachment',
    auth: 'user',
    scopes: ['write:media'],
    body: z.object({ thumbnail: uploaded, ...words }),
    bodyMost: IMAGE_BYTES_MOST + FORM_BYTES,
    async handle(call) {
      const { id } = mediaInPath(call);
      const { description, focus } = call.body;
      await describeMedia(call.house, call.me, id, { description, focus: focusOf(focus) });
      return json(toAttachment(mediaInPath(call), call.house));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/media/:id',
    summary: 'Delete media attachment',
    auth: 'user',
    scopes: ['write:media'],
    async handle(call) {
      await deleteMedia(call.house, call.me, mediaInPath(call).id);
      return json({});
    },
  }),
];
