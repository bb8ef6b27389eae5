import { z } from 'zod';
import { id } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { goBack, pageAnswer } from '#pages/answer.ts';
import type { PostCard } from '#pages/cards.ts';
import { machineTime } from '#pages/dates.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { type IconName, icon } from '#pages/parts/icon.ts';
import { face, personLink } from '#pages/parts/person.ts';
import { post as drawPost } from '#pages/parts/post.ts';
import { actButton } from '#pages/parts/post-actions.ts';
import { empty, pagingLinks } from '#pages/parts/post-list.ts';
import { inLanguage, words } from '#pages/parts/words.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf, toPersonCard } from '#rooms/accounts/index.ts';
import { clearNotifications, dismiss } from '#rooms/notifications/dismiss.ts';
import type { Kind } from '#rooms/notifications/rules/kinds.ts';
import { rowsOf, type SeenNotification, seeNotifications } from '#rooms/notifications/views.ts';
import { toPostCard } from '#rooms/statuses/index.ts';
import { parseId } from '#values/ids.ts';
import { boundsOf } from '#values/page.ts';

const PAGE = '/notifications';
const PAGE_SIZE = 20;
const cursor = z.preprocess((value) => value || undefined, id.optional());

const SIGNS: Readonly<Record<Kind, IconName>> = {
  mention: 'reply',
  status: 'bell',
  reblog: 'boost',
  follow: 'person',
  follow_request: 'person',
  favourite: 'star',
  poll: 'info',
  update: 'pen',
};

/** Who did what, and the post it is about. */
function one(screen: Screen, me: number, { row, account, status }: SeenNotification): Markup {
  const texts = screen.texts.notifications;
  const person = toPersonCard(account);
  const said = row.kind === 'poll' ? texts.other : texts[row.kind];
  const card = status && toPostCard(status, me);
  const time = html`<time datetime="${machineTime(row.at)}" title="${screen.say.moment(row.at)}">${screen.say.ago(row.at, screen.now)}</time>`;
  return html`<section class="told" id="n${row.id}"><p>${icon(SIGNS[row.kind])}${face(person, 'small')}<span class="said">${personLink(
    person,
  )} ${said}</span><span class="note">${card ? html`<a href="${card.href}">${time}</a>` : time}</span>${actButton(
    `/notifications/${row.id}/dismiss`,
    html`<span aria-hidden="true">×</span><span class="vh">${texts.dismiss}</span>`,
    'plain',
  )}</p>${
    row.kind === 'follow_request' &&
    html`<p><a href="/follow_requests">${screen.texts.requests.title}</a></p>`
  }${card && (OWN_POSTS.has(row.kind) ? quoted(card) : drawPost(screen, card))}</section>`;
}

/** One's own post, which one knows: its words alone. */
const OWN_POSTS: ReadonlySet<Kind> = new Set(['favourite', 'reblog']);

function quoted(card: PostCard): Markup {
  return card.spoiler === ''
    ? words(card.html, card.language, 'quoted')
    : html`<div class="text quoted" dir="auto"${inLanguage(card.language)}>${card.spoiler}</div>`;
}

function notificationsPage(
  call: Call<{ max_id?: number | undefined; min_id?: number | undefined }>,
): Response {
  const { house, me, query } = call;
  const screen = screenOf(call);
  const texts = screen.texts.notifications;
  const view = house.view();
  const bounds = boundsOf({ maxId: query.max_id, minId: query.min_id, limit: PAGE_SIZE });
  const rows = rowsOf(view, me, {}, bounds);
  const seen = seeNotifications(view, me, rows);
  const first = query.max_id === undefined && query.min_id === undefined;
  const paging = {
    older:
      rows.length === PAGE_SIZE || query.min_id
        ? rows.at(-1) && `${PAGE}?max_id=${rows.at(-1)!.id}`
        : undefined,
    newer: first || !rows[0] ? undefined : `${PAGE}?min_id=${rows[0].id}`,
  };
  const clear = rows.length === 0 ? NOTHING : actButton('/notifications/clear', texts.clear, 'quiet');
  const list =
    seen.length === 0
      ? empty(texts.empty)
      : html`<div class="posts">${seen.map((notification) => one(screen, me, notification))}</div>`;
  const content = html`<div class="head"><h1>${texts.title}</h1>${clear}</div>${list}${pagingLinks(screen, paging)}`;
  return pageAnswer(screen, { title: texts.title, place: 'notifications', noIndex: true }, content);
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PAGE,
    door: 'page',
    auth: 'user',
    summary: 'Page of notifications',
    query: z.object({ max_id: cursor, min_id: cursor }),
    handle: notificationsPage,
  }),
  route({
    method: 'POST',
    path: '/notifications/clear',
    door: 'page',
    auth: 'user',
    summary: 'Form: clear all notifications',
    async handle({ house, me }) {
      await clearNotifications(house, me);
      return goBack({}, PAGE);
    },
  }),
  route({
    method: 'POST',
    path: '/notifications/:id/dismiss',
    door: 'page',
    auth: 'user',
    summary: 'Form: dismiss a notification',
    async handle({ house, me, params, body }) {
      await dismiss(house, me, [parseId(params['id']) ?? 0]);
      return goBack(body, PAGE);
    },
  }),
];
