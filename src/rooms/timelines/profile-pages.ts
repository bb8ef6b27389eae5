import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { post } from '#pages/parts/post.ts';
import { profile, profileTabs } from '#pages/parts/profile.ts';
import type { Screen } from '#pages/screen.ts';
import {
  type AccountRow,
  accountInHandle,
  profilePath,
  screenOf,
  toProfileCard,
} from '#rooms/accounts/index.ts';
import { relationCardOf } from '#rooms/follows/index.ts';
import { toPostCard } from '#rooms/statuses/index.ts';
import { type AccountWish, accountTimeline, pinnedStatuses } from '#rooms/timelines/account-views.ts';
import { boundsIn, type PageQuery, pageQuery, timeline } from '#rooms/timelines/pages.ts';
import { Refusal } from '#values/refusal.ts';

type Tab = 'posts' | 'replies' | 'media';

const WISHES: Readonly<Record<Tab, AccountWish>> = {
  posts: { excludeReplies: true, excludeBoosts: false, onlyMedia: false, tagId: undefined },
  replies: { excludeReplies: false, excludeBoosts: true, onlyMedia: false, tagId: undefined },
  media: { excludeReplies: false, excludeBoosts: true, onlyMedia: true, tagId: undefined },
};

const PATHS: Readonly<Record<Tab, string>> = { posts: '', replies: '/with_replies', media: '/media' };

/** Somebody's page: who they say they are, what they pinned, what they posted. */
function profilePage(call: Call<PageQuery>, tab: Tab): Response {
  const { house, caller, query } = call;
  const screen = screenOf(call);
  const view = house.view();
  const account = accountInHandle(house, call.params['handle']);
  const found = accountTimeline(view, caller.accountId, account.id, boundsIn(query), WISHES[tab]);
  if (!found) throw new Refusal('not-found', 'Record not found');
  const relation = relationCardOf(view, caller.accountId, account.id, screen.now);
  const card = toProfileCard(account, caller.accountId, relation, screen.texts.profile.location);
  const path = profilePath(account);
  const first = query.max_id === undefined && query.min_id === undefined;
  const content = html`${profile(screen, card)}${tab === 'posts' && first && pinned(screen, call, account)}${profileTabs(
    screen,
    path,
    tab,
  )}${timeline(screen, call, { path: `${path}${PATHS[tab]}`, found, query })}`;
  const options = {
    title: `${card.person.name} (${card.person.handle})`,
    place: card.own ? ('profile' as const) : ('' as const),
    noIndex: account.indexable === 0,
  };
  return pageAnswer(screen, options, content);
}

function pinned(screen: Screen, call: Call, account: AccountRow): Markup {
  const viewerId = call.caller.accountId;
  const statuses = pinnedStatuses(call.house.view(), viewerId, account.id);
  if (statuses.length === 0) return NOTHING;
  return html`<section class="pinned"><div class="head"><h2>${screen.texts.profile.pinnedPosts}</h2></div><div class="posts">${statuses.map(
    (status) => post(screen, toPostCard(status, viewerId)),
  )}</div></section>`;
}

function tabRoute(tab: Tab, summary: string): Route {
  return route({
    method: 'GET',
    path: `/:handle{@[^/]+}${PATHS[tab]}`,
    door: 'page',
    summary,
    query: pageQuery,
    handle: (call) => profilePage(call, tab),
  });
}

export const profileRoutes: readonly Route[] = [
  tabRoute('posts', 'Profile page'),
  tabRoute('replies', 'Profile page with replies'),
  tabRoute('media', 'Profile page of media'),
];
