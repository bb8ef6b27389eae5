import { seeOther } from '#machinery/http/answer.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { composer } from '#pages/parts/composer.ts';
import { personLink } from '#pages/parts/person.ts';
import { post as drawPost } from '#pages/parts/post.ts';
import { heading } from '#pages/parts/sheet.ts';
import { inLanguage, words } from '#pages/parts/words.ts';
import type { Screen } from '#pages/screen.ts';
import { acctOf, screenOf } from '#rooms/accounts/index.ts';
import { newPostForm } from '#rooms/statuses/compose-form.ts';
import { historyOf, type Wording } from '#rooms/statuses/history.ts';
import { statusOfPath } from '#rooms/statuses/pages.ts';
import { postPath, toPostCard } from '#rooms/statuses/post-card.ts';
import { threadOf } from '#rooms/statuses/thread.ts';
import type { SeenStatus } from '#rooms/statuses/views.ts';

/** A post with what it answers above, and the answers below. */
function threadPage(call: Call): Response {
  const seen = statusOfPath(call);
  if (seen.boosted || `/${call.params['handle']}/${call.params['id']}` !== postPath(seen))
    return seeOther(postPath(seen.boosted ?? seen));
  const screen = screenOf(call);
  const viewerId = call.caller.accountId;
  const { above, below } = threadOf(call.house.view(), viewerId, seen.facts.row.id, screen.now);
  const draw = (status: SeenStatus) => drawPost(screen, toPostCard(status, viewerId));
  const card = toPostCard(seen, viewerId);
  const title = screen.texts.post.thread(card.author.name);
  const content = html`<h1 class="vh">${title}</h1><div class="posts">${above.map(draw)}${drawPost(screen, card, 'focus')}</div>${replyForm(
    screen,
    call,
    seen,
  )}${replies(screen, below.map(draw))}`;
  const noIndex = seen.author.indexable === 0 || card.visibility !== 'public';
  return pageAnswer(screen, { title, noIndex }, content);
}

function replyForm(screen: Screen, call: Call, seen: SeenStatus): Markup {
  if (!screen.me) return NOTHING;
  const form = newPostForm(screen, call.house.view(), call.me, {
    replyTo: toPostCard(seen, call.me),
    mentions: handlesToAnswer(seen, call.me),
  });
  return composer(screen, form);
}

/** Whom an answer names: the author and those named in the post, but not oneself. */
export function handlesToAnswer(seen: SeenStatus, me: number): string[] {
  const all = [seen.author, ...seen.mentioned].filter((account) => account.id !== me);
  return [...new Set(all.map((account) => `@${acctOf(account)}`))];
}

function replies(screen: Screen, drawn: readonly Markup[]): Markup {
  const texts = screen.texts.post;
  if (drawn.length === 0) return html`<p class="empty">${texts.noReplies}</p>`;
  return html`<div class="head"><h2>${texts.replies}</h2></div><div class="posts">${drawn}</div>`;
}

/** Earlier wordings of a post, the latest first. */
function historyPage(call: Call): Response {
  const seen = statusOfPath(call);
  const screen = screenOf(call);
  const { row } = seen.facts;
  const card = toPostCard(seen, call.caller.accountId);
  const one = (wording: Wording) =>
    html`<article class="post"><p class="note">${screen.say.moment(wording.at)}</p>${
      wording.spoiler !== '' && html`<p dir="auto"${inLanguage(row.language)}><b>${wording.spoiler}</b></p>`
    }${words(wording.html, row.language)}</article>`;
  const wordings = historyOf(call.house.view(), seen).toReversed();
  const title = screen.texts.post.history;
  const content = html`${heading(title)}<div class="posts">${wordings.map(one)}</div><p><a href="${card.href}">${screen.texts.errors.back}</a> · ${personLink(
    card.author,
  )}</p>`;
  return pageAnswer(screen, { title, noIndex: true }, content);
}

export const threadRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:handle{@[^/]+}/:id{[0-9]+}',
    door: 'page',
    summary: 'Page of a post and its thread',
    handle: threadPage,
  }),
  route({
    method: 'GET',
    path: '/:handle{@[^/]+}/:id{[0-9]+}/history',
    door: 'page',
    summary: 'Page of the versions of a post',
    handle: historyPage,
  }),
];
