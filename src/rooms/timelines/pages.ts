import { z } from 'zod';
import { id } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import type { Paging } from '#pages/cards.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { composer } from '#pages/parts/composer.ts';
import { actButton } from '#pages/parts/post-actions.ts';
import { type LiveSource, liveSign, postList } from '#pages/parts/post-list.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { seeTag } from '#rooms/hashtags/index.ts';
import { listStore } from '#rooms/lists/index.ts';
import { newPostForm, toPostCard } from '#rooms/statuses/index.ts';
import type { TimelinePage } from '#rooms/timelines/read-page.ts';
import { tagQuery } from '#rooms/timelines/tag-names.ts';
import {
  directTimeline,
  hashtagTimeline,
  homeTimeline,
  listTimeline,
  publicTimeline,
} from '#rooms/timelines/views.ts';
import { parseId } from '#values/ids.ts';
import { boundsOf } from '#values/page.ts';
import { Refusal } from '#values/refusal.ts';

const PAGE_SIZE = 20;

const cursor = z.preprocess((value) => value || undefined, id.optional());
export const pageQuery = z.object({ max_id: cursor, min_id: cursor });
export type PageQuery = z.output<typeof pageQuery>;

export function boundsIn(query: PageQuery) {
  return boundsOf({ maxId: query.max_id, minId: query.min_id, limit: PAGE_SIZE });
}

/** Plain links to older posts, and to newer ones when this is not the first page. */
export function pagingOf(path: string, query: PageQuery, found: TimelinePage): Paging {
  const first = query.max_id === undefined && query.min_id === undefined;
  const older = found.next !== undefined && (found.statuses.length > 0 || first);
  return {
    older: older ? `${path}?max_id=${found.next}` : undefined,
    newer: first || found.prev === undefined ? undefined : `${path}?min_id=${found.prev}`,
  };
}

type Shown = {
  readonly path: string;
  readonly found: TimelinePage;
  readonly query: PageQuery;
  readonly live?: LiveSource;
  readonly empty?: string;
};

/** The posts of a timeline page; the first page listens for more. */
export function timeline(screen: Screen, call: Call, shown: Shown): Markup {
  const cards = shown.found.statuses.map((status) => toPostCard(status, call.caller.accountId));
  const first = shown.query.max_id === undefined && shown.query.min_id === undefined;
  return postList(screen, cards, pagingOf(shown.path, shown.query, shown.found), {
    ...(shown.live && first ? { live: shown.live } : {}),
    ...(shown.empty === undefined ? {} : { empty: shown.empty }),
  });
}

function head(screen: Screen, title: string | Markup, more: Markup = NOTHING): Markup {
  return html`<div class="head"><h1>${title}</h1>${liveSign(screen)}${more}</div>`;
}

/** Home: one's own composer over what one's people and hashtags brought. */
export function homePage(call: Call<PageQuery>): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const found = homeTimeline(view, call.me, boundsIn(call.query), call.house.world.now());
  const content = html`${head(screen, screen.texts.timeline.home)}${composer(screen, newPostForm(screen, view, call.me))}${timeline(
    screen,
    call,
    {
      path: '/home',
      found,
      query: call.query,
      live: { stream: 'user' },
      empty: screen.texts.timeline.emptyHome,
    },
  )}`;
  return pageAnswer(screen, { title: screen.texts.timeline.home, place: 'home' }, content);
}

/** What everybody says in public. */
export function publicPosts(screen: Screen, call: Call, query: PageQuery): Markup {
  const wish = { origin: 'all', onlyMedia: false } as const;
  const view = call.house.view();
  const found = publicTimeline(view, call.caller.accountId, boundsIn(query), wish, call.house.world.now());
  return timeline(screen, call, { path: '/public', found, query, live: { stream: 'public' } });
}

function tagPage(call: Call<PageQuery>): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const name = call.params['name'] ?? '';
  const tags = tagQuery(view, { name, any: [], all: [], none: [] });
  const wish = { origin: 'all', onlyMedia: false } as const;
  const found = tags
    ? hashtagTimeline(
        view,
        call.caller.accountId,
        boundsIn(call.query),
        { ...wish, tags },
        call.house.world.now(),
      )
    : { statuses: [], next: undefined, prev: undefined };
  const title = html`<bdi class="hashtag">#${name}</bdi>`;
  const path = `/tags/${encodeURIComponent(name)}`;
  const live: LiveSource = { stream: 'hashtag', tag: name };
  const content = html`${head(screen, title, tagButton(screen, call, name))}${timeline(screen, call, {
    path,
    found,
    query: call.query,
    live,
  })}`;
  return pageAnswer(screen, { title: `#${name}`, description: screen.texts.timeline.publicNote }, content);
}

/** Follow or unfollow, for members, where there can be such a hashtag. */
function tagButton(screen: Screen, call: Call, name: string): Markup {
  const seen = screen.me && seeTag(call.house.view(), call.me, name, screen.now);
  if (!seen) return NOTHING;
  const texts = screen.texts.timeline;
  const path = `/tags/${encodeURIComponent(name)}`;
  return seen.tag.following === 1
    ? actButton(`${path}/unfollow`, texts.unfollowTag, 'quiet')
    : actButton(`${path}/follow`, texts.followTag);
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/home',
    door: 'page',
    auth: 'user',
    summary: 'Home timeline page',
    query: pageQuery,
    handle: homePage,
  }),
  route({
    method: 'GET',
    path: '/public',
    door: 'page',
    summary: 'Public timeline page',
    query: pageQuery,
    handle(call) {
      const screen = screenOf(call);
      const { texts } = screen;
      const title = texts.timeline.public;
      const content = html`${head(screen, title)}${publicPosts(screen, call, call.query)}`;
      return pageAnswer(screen, { title, place: 'public', description: texts.timeline.publicNote }, content);
    },
  }),
  route({
    method: 'GET',
    path: '/tags/:name',
    door: 'page',
    summary: 'Hashtag timeline page',
    query: pageQuery,
    handle: tagPage,
  }),
  route({
    method: 'GET',
    path: '/lists/:id',
    door: 'page',
    auth: 'user',
    summary: 'List timeline page',
    query: pageQuery,
    handle(call) {
      const screen = screenOf(call);
      const listId = parseId(call.params['id']) ?? 0;
      const view = call.house.view();
      const found = listTimeline(view, call.me, listId, boundsIn(call.query), call.house.world.now());
      if (!found) throw new Refusal('not-found', 'Record not found');
      const title = screen.texts.timeline.list(view.of(listStore).byId(listId)?.title ?? '');
      const path = `/lists/${listId}`;
      const content = html`${head(screen, title)}${timeline(screen, call, { path, found, query: call.query })}`;
      return pageAnswer(screen, { title }, content);
    },
  }),
  route({
    method: 'GET',
    path: '/conversations',
    door: 'page',
    auth: 'user',
    summary: 'Page of what is said to oneself alone',
    query: pageQuery,
    handle(call) {
      const screen = screenOf(call);
      const view = call.house.view();
      const found = directTimeline(view, call.me, boundsIn(call.query), call.house.world.now());
      const title = screen.texts.post.visibility.direct;
      const content = html`${head(screen, title)}${timeline(screen, call, { path: '/conversations', found, query: call.query })}`;
      return pageAnswer(screen, { title }, content);
    },
  }),
];
