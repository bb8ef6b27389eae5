import { type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { bars } from '#pages/parts/bars.ts';
import { empty, postList } from '#pages/parts/post-list.ts';
import { heading } from '#pages/parts/sheet.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { toPostCard } from '#rooms/statuses/index.ts';
import { type TrendingTag, trendingStatuses, trendingTags } from '#rooms/trends/views.ts';

const TAGS_SHOWN = 10;
const POSTS_SHOWN = 20;

/** A hashtag, and why it is here: by how many people in these days. */
function row(screen: Screen, tag: TrendingTag): Markup {
  const texts = screen.texts.explore;
  const said = tag.accounts === 1 ? texts.person : texts.people(screen.say.number(tag.accounts));
  return html`<li class="row"><span><a href="/tags/${encodeURIComponent(tag.name)}"><bdi class="hashtag">#${tag.name}</bdi></a><br><span class="note">${said}</span></span>${bars(
    tag.days.map((day) => day.accounts).toReversed(),
  )}</li>`;
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/explore',
    door: 'page',
    summary: 'Page of what is talked about',
    handle({ house, caller, request }) {
      const screen = screenOf({ house, caller, request });
      const { explore, timeline } = screen.texts;
      const tags = trendingTags(house, TAGS_SHOWN);
      const posts = trendingStatuses(house, caller.accountId, POSTS_SHOWN);
      const cards = posts.map((status) => toPostCard(status, caller.accountId));
      const list =
        tags.length === 0
          ? empty(explore.none)
          : html`<section class="sheet"><h2>${explore.trending}</h2><ul class="people">${tags.map((tag) => row(screen, tag))}</ul></section>`;
      const content = html`${heading(explore.title)}${list}${
        cards.length > 0 &&
        html`<div class="head"><h2>${explore.posts}</h2></div>${postList(screen, cards, { older: undefined, newer: undefined })}`
      }`;
      return pageAnswer(
        screen,
        { title: explore.title, place: 'explore', description: timeline.publicNote },
        content,
      );
    },
  }),
];
