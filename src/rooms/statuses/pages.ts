import { z } from 'zod';
import { seeOther } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { fragmentAnswer, goBack, pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { formMarks } from '#pages/parts/field.ts';
import { post as drawPost } from '#pages/parts/post.ts';
import { heading, sheet } from '#pages/parts/sheet.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { deleteOwn } from '#rooms/statuses/delete-status.ts';
import { postPath, toPostCard } from '#rooms/statuses/post-card.ts';
import { type SeenStatus, seeStatus, seeStatuses } from '#rooms/statuses/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const FRAGMENTS_MOST = 20;

/** The status a page's path names, when the reader may see it; otherwise there is none. */
export function statusOfPath(call: Call): SeenStatus {
  const seen = seeStatus(call.house.view(), call.caller.accountId, parseId(call.params['id']) ?? 0);
  if (!seen) throw new Refusal('not-found', 'Record not found');
  return seen;
}

/** One's own status, to change or delete. */
export function ownStatus(call: Call): SeenStatus {
  const seen = statusOfPath(call);
  if (seen.author.id !== call.me) throw new Refusal('not-found', 'Record not found');
  return seen;
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/fragments/posts',
    door: 'page',
    summary: 'Posts as pieces of a page, for scripts',
    query: z.object({ ids: text(FRAGMENTS_MOST * 17).default('') }),
    handle(call) {
      const viewerId = call.caller.accountId;
      const ids = call.query.ids.split(',').flatMap((one) => parseId(one) ?? []);
      const screen = screenOf(call);
      const seen = seeStatuses(call.house.view(), viewerId, ids.slice(0, FRAGMENTS_MOST));
      return fragmentAnswer(html`${seen.map((status) => drawPost(screen, toPostCard(status, viewerId)))}`);
    },
  }),
  route({
    method: 'GET',
    path: '/posts/:id',
    door: 'page',
    summary: 'To the page of a post',
    handle: (call) => seeOther(postPath(statusOfPath(call))),
  }),
  route({
    method: 'GET',
    path: '/posts/:id/delete',
    door: 'page',
    auth: 'user',
    summary: 'Question before a post is deleted',
    handle(call) {
      const screen = screenOf(call);
      const texts = screen.texts.post;
      const seen = ownStatus(call);
      const card = toPostCard(seen, call.me);
      const content = html`${heading(texts.deleteAsk)}${sheet(
        html`<p>${texts.deleteNote}</p><form method="post" action="/posts/${card.id}/delete">${formMarks(
          screen,
        )}<p class="row"><button class="danger">${texts.delete}</button><a href="${card.href}">${screen.texts.errors.back}</a></p></form>`,
      )}<div class="posts">${drawPost(screen, card)}</div>`;
      return pageAnswer(screen, { title: texts.deleteAsk, noIndex: true }, content);
    },
  }),
  route({
    method: 'POST',
    path: '/posts/:id/delete',
    door: 'page',
    auth: 'user',
    summary: 'Delete a post',
    async handle(call) {
      const seen = ownStatus(call);
      await deleteOwn(call.house, call.me, seen.facts.row.id);
      return goBack(call.body, '/home');
    },
  }),
];
