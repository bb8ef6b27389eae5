import { z } from 'zod';
import { id, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { personRow } from '#pages/parts/person.ts';
import { empty, postList } from '#pages/parts/post-list.ts';
import { heading } from '#pages/parts/sheet.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf, toPersonCard } from '#rooms/accounts/index.ts';
import { QUERY_MOST } from '#rooms/search/rules/query.ts';
import { findAccounts, findStatuses, findTags } from '#rooms/search/views.ts';
import { toPostCard } from '#rooms/statuses/index.ts';

const PEOPLE_MOST = 5;
const TAGS_MOST = 10;
const POSTS_MOST = 20;

const query = z.object({
  q: text(QUERY_MOST).default(''),
  max_id: z.preprocess((value) => value || undefined, id.optional()),
});
type Query = z.output<typeof query>;

function searchForm(screen: Screen, asked: string): Markup {
  const texts = screen.texts.search;
  return html`<form class="sheet" method="get" action="/search" role="search"><div class="field"><label for="q">${texts.label}</label><input id="q" name="q" type="search" value="${asked}" maxlength="${QUERY_MOST}" dir="auto" aria-describedby="q-note"><p class="note" id="q-note">${texts.hint}</p></div><p><button>${texts.go}</button></p></form>`;
}

function section(title: string, content: Markup): Markup {
  return html`<section><div class="head"><h2>${title}</h2></div>${content}</section>`;
}

/** People by name, hashtags by their beginning, posts by their words. */
function found(screen: Screen, call: Call<Query>): Markup {
  const { house, caller, query } = call;
  const texts = screen.texts.search;
  const first = query.max_id === undefined;
  const wish = { text: query.q, offset: 0, maxId: query.max_id };
  const people = first ? findAccounts(house, { ...wish, limit: PEOPLE_MOST }) : [];
  const tags = first ? findTags(house, { ...wish, limit: TAGS_MOST }) : [];
  const posts = findStatuses(house, caller.accountId, { ...wish, limit: POSTS_MOST });
  if (people.length + tags.length + posts.length === 0) return empty(texts.none(query.q));
  const last = posts.at(-1);
  const more = new URLSearchParams({ q: query.q, max_id: String(last?.facts.row.id) });
  const paging = {
    older: last && posts.length === POSTS_MOST ? `/search?${more}` : undefined,
    newer: undefined,
  };
  const cards = posts.map((status) => toPostCard(status, caller.accountId));
  return html`${
    people.length > 0 &&
    section(
      texts.people,
      html`<ul class="people sheet">${people.map((account) => personRow(toPersonCard(account)))}</ul>`,
    )
  }${
    tags.length > 0 &&
    section(
      texts.tags,
      html`<ul class="people sheet">${tags.map(
        (tag) =>
          html`<li><a href="/tags/${encodeURIComponent(tag.name)}"><bdi class="hashtag">#${tag.name}</bdi></a></li>`,
      )}</ul>`,
    )
  }${posts.length > 0 && section(texts.posts, postList(screen, cards, paging))}`;
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/search',
    door: 'page',
    summary: 'Search page',
    query,
    limit: { name: 'search-page', most: 300, perMs: 300_000, by: 'address' },
    handle(call) {
      const screen = screenOf(call);
      const asked = call.query.q.trim();
      const content = html`${heading(screen.texts.search.title)}${searchForm(screen, asked)}${
        asked === '' ? NOTHING : found(screen, call)
      }`;
      const options = { title: screen.texts.search.title, place: 'search', noIndex: true } as const;
      return pageAnswer(screen, options, content);
    },
  }),
];
