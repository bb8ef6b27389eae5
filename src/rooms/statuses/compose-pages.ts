import { z } from 'zod';
import { STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import { id, listOf, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { IMAGE_BYTES_MOST } from '#machinery/images/picture.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { type Composing, composer, PICTURES_MOST } from '#pages/parts/composer.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { post as drawPost } from '#pages/parts/post.ts';
import { heading } from '#pages/parts/sheet.ts';
import { sayRefusal } from '#pages/say-refusal.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { newPostForm } from '#rooms/statuses/compose-form.ts';
import { editStatus } from '#rooms/statuses/edit-status.ts';
import { ownStatus } from '#rooms/statuses/pages.ts';
import { NO_PICTURES, takePictures } from '#rooms/statuses/pictures.ts';
import { postPath, toPictureCard, toPostCard } from '#rooms/statuses/post-card.ts';
import { post } from '#rooms/statuses/post-status.ts';
import { LENGTH_MOST, UNITS_MOST } from '#rooms/statuses/rules/compose.ts';
import { VISIBILITIES, visibilityCode } from '#rooms/statuses/rules/visibility.ts';
import { handlesToAnswer } from '#rooms/statuses/thread-pages.ts';
import { type SeenStatus, seeStatus } from '#rooms/statuses/views.ts';
import { Refusal } from '#values/refusal.ts';

const ABOUT_MOST = 1_500;
const BODY_MOST = PICTURES_MOST * IMAGE_BYTES_MOST + 2 * UNITS_MOST;

const about = text(ABOUT_MOST);
const form = z.object({
  text: text(4 * UNITS_MOST).default(''),
  spoiler: text(4 * UNITS_MOST).default(''),
  visibility: z.enum(VISIBILITIES).optional(),
  language: text(16).default(''),
  sensitive: text(1).optional(),
  in_reply_to_id: id.optional(),
  key: text(100).optional(),
  files: listOf(z.union([z.instanceof(File), z.literal('')]), PICTURES_MOST).default([]),
  about: listOf(about, PICTURES_MOST).default([]),
  kept: listOf(id, PICTURES_MOST).default([]),
  kept_about: z.record(z.string(), about).default({}),
});

export type ComposeBody = z.output<typeof form>;

function typedFrom(body: ComposeBody, problem: string | undefined): Typed {
  const values = {
    text: body.text,
    spoiler: body.spoiler,
    language: body.language,
    ...(body.visibility && { visibility: body.visibility }),
    ...(body.sensitive && { sensitive: body.sensitive }),
  };
  return { values, problem };
}

function composePage(screen: Screen, form: Composing, title: string, status = 200): Response {
  const answered = form.replyTo;
  const above: Markup = answered ? html`<div class="posts">${drawPost(screen, answered)}</div>` : NOTHING;
  const content = html`${heading(title)}${above}${composer(screen, form)}`;
  return pageAnswer(screen, { title, place: 'compose', noIndex: true }, content, status);
}

function answeredIn(call: Call, statusId: number | undefined): SeenStatus | undefined {
  return statusId === undefined ? undefined : seeStatus(call.house.view(), call.me, statusId);
}

function emptyPage(call: Call<{ readonly in_reply_to?: number | undefined }>): Response {
  const screen = screenOf(call);
  const seen = answeredIn(call, call.query.in_reply_to);
  const replyTo = seen && toPostCard(seen, call.me);
  const mentions = seen ? handlesToAnswer(seen, call.me) : [];
  const form = newPostForm(screen, call.house.view(), call.me, { replyTo, mentions, focus: true });
  return composePage(screen, form, titleOf(screen, form));
}

function titleOf(screen: Screen, form: Composing): string {
  const texts = screen.texts.compose;
  return form.replyTo ? texts.replyTitle(form.replyTo.author.handle) : texts.title;
}

async function send(call: Call<unknown, ComposeBody>): Promise<Response> {
  const { house, me, body } = call;
  let pictures = NO_PICTURES;
  try {
    pictures = await takePictures(house, me, body);
    if (pictures.refused) throw pictures.refused;
    const { id: statusId } = await post(
      house,
      me,
      {
        text: body.text,
        spoiler: body.spoiler,
        visibility: body.visibility && visibilityCode(body.visibility),
        sensitive: body.sensitive !== undefined,
        language: body.language || null,
        replyToId: body.in_reply_to_id,
        mediaIds: pictures.ids,
      },
      body.key && `page ${body.key}`,
    );
    const answered = answeredIn(call, body.in_reply_to_id);
    return seeOther(answered ? `${postPath(answered)}#p${statusId}` : '/home');
  } catch (error) {
    return again(call, error, pictures);
  }
}

/** The form comes back with what was typed and uploaded. After "not now" with the same key: it may have been posted. */
function again(call: Call<unknown, ComposeBody>, error: unknown, pictures: typeof NO_PICTURES): Response {
  if (!(error instanceof Refusal)) throw error;
  const screen = screenOf(call);
  const seen = answeredIn(call, call.body.in_reply_to_id);
  const form = newPostForm(screen, call.house.view(), call.me, {
    typed: typedFrom(call.body, sayRefusal(screen.texts, error)),
    key: error.kind === 'unavailable' ? call.body.key : undefined,
    kept: pictures.kept,
    replyTo: seen && toPostCard(seen, call.me),
  });
  return composePage(screen, form, titleOf(screen, form), STATUS_OF[error.kind]);
}

function editForm(screen: Screen, seen: SeenStatus, typed: Typed): Composing {
  const { row, media } = seen.facts;
  return {
    action: `/posts/${row.id}/edit`,
    typed,
    key: screen.newKey(),
    lengthMost: LENGTH_MOST,
    visibility: '',
    language: row.language ?? '',
    sensitive: row.sensitive === 1,
    spoiler: row.spoiler,
    text: row.text,
    kept: media.map((one) => ({ id: String(one.id), picture: toPictureCard(one) })),
    editing: true,
    focus: true,
  };
}

async function change(call: Call<unknown, ComposeBody>): Promise<Response> {
  const { house, me, body } = call;
  const seen = ownStatus(call);
  try {
    const pictures = await takePictures(house, me, body);
    if (pictures.refused) throw pictures.refused;
    await editStatus(house, me, seen.facts.row.id, {
      text: body.text,
      spoiler: body.spoiler,
      sensitive: body.sensitive !== undefined,
      language: body.language || null,
      mediaIds: pictures.ids,
      media: pictures.kept.map(({ id: kept, picture }) => ({
        id: Number(kept),
        description: picture.description,
      })),
    });
    return seeOther(postPath(seen));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const screen = screenOf(call);
    const typed = typedFrom(body, sayRefusal(screen.texts, error));
    const title = screen.texts.compose.editTitle;
    return composePage(screen, editForm(screen, seen, typed), title, STATUS_OF[error.kind]);
  }
}

export const composeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/publish',
    door: 'page',
    auth: 'user',
    summary: 'Form for a new post',
    query: z.object({ in_reply_to: z.preprocess((value) => value || undefined, id.optional()) }),
    handle: emptyPage,
  }),
  route({
    method: 'POST',
    path: '/publish',
    door: 'page',
    auth: 'user',
    summary: 'Post',
    body: form,
    bodyMost: BODY_MOST,
    limit: { name: 'publish', most: 300, perMs: 3_600_000, by: 'account' },
    handle: send,
  }),
  route({
    method: 'GET',
    path: '/posts/:id/edit',
    door: 'page',
    auth: 'user',
    summary: 'Form to edit a post',
    handle(call) {
      const screen = screenOf(call);
      return composePage(screen, editForm(screen, ownStatus(call), UNTYPED), screen.texts.compose.editTitle);
    },
  }),
  route({
    method: 'POST',
    path: '/posts/:id/edit',
    door: 'page',
    auth: 'user',
    summary: 'Edit a post',
    body: form,
    bodyMost: BODY_MOST,
    handle: change,
  }),
];
