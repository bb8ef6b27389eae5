import { type Call, type Route, route } from '#machinery/http/route.ts';
import { type SealedQuery, sealedEnds, sealedPage, stretchOf } from '#machinery/http/sealed-page.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { postList } from '#pages/parts/post-list.ts';
import { heading } from '#pages/parts/sheet.ts';
import { tabs } from '#pages/parts/tabs.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { markedBy } from '#rooms/statuses/marked.ts';
import { toPostCard } from '#rooms/statuses/post-card.ts';

type Mark = 'favourite' | 'bookmark';

const TABS = { bookmark: '/bookmarks', favourite: '/favourites' } as const;

function markedPage(call: Call<SealedQuery>, mark: Mark): Response {
  const { house, me, query } = call;
  const screen = screenOf(call);
  const texts = screen.texts.timeline;
  const path = TABS[mark];
  const list = `${mark}s:${me}`;
  const { page, statuses } = markedBy(house.view(), me, mark, stretchOf(house, list, query));
  const ends = sealedEnds(house, list, page, query.limit);
  const first = query.max_id === undefined && query.min_id === undefined;
  const title = mark === 'bookmark' ? texts.bookmarks : texts.favourites;
  const tab = (name: Mark, label: string) => ({ href: TABS[name], label, here: name === mark });
  const content = html`${heading(title)}${tabs(title, [tab('bookmark', texts.bookmarks), tab('favourite', texts.favourites)])}${postList(
    screen,
    statuses.map((status) => toPostCard(status, me)),
    {
      older: ends.next && `${path}?max_id=${ends.next}`,
      newer: first || !ends.prev ? undefined : `${path}?min_id=${ends.prev}`,
    },
  )}`;
  return pageAnswer(screen, { title, place: 'bookmarks', noIndex: true }, content);
}

export const markedRoutes: readonly Route[] = (['bookmark', 'favourite'] as const).map((mark) =>
  route({
    method: 'GET',
    path: TABS[mark],
    door: 'page',
    auth: 'user',
    summary: `Page of one's ${mark}s`,
    query: sealedPage(20, 40),
    handle: (call) => markedPage(call, mark),
  }),
);
