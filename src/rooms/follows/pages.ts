import type { House } from '#machinery/house.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { type SealedQuery, sealedEnds, sealedPage, stretchOf } from '#machinery/http/sealed-page.ts';
import { goBack, pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { personRow } from '#pages/parts/person.ts';
import { actButton } from '#pages/parts/post-actions.ts';
import { empty, pagingLinks } from '#pages/parts/post-list.ts';
import type { Screen } from '#pages/screen.ts';
import { type AccountRow, accountInHandle, screenOf, toPersonCard } from '#rooms/accounts/index.ts';
import { answerRequest } from '#rooms/follows/answer-request.ts';
import { block, unblock } from '#rooms/follows/block.ts';
import { follow } from '#rooms/follows/follow.ts';
import { mute, unmute } from '#rooms/follows/mute.ts';
import { unfollow } from '#rooms/follows/unfollow.ts';
import {
  blocksOf,
  circleOf,
  mutesOf,
  type People,
  relationshipWith,
  requestsTo,
} from '#rooms/follows/views.ts';
import { parseId } from '#values/ids.ts';
import type { Stretch } from '#view/relation-page.ts';

const page = sealedPage(40, 40);

type Deed = (house: House, me: number, targetId: number) => Promise<void>;

const DEEDS: Readonly<Record<string, Deed>> = {
  follow: (house, me, id) => follow(house, me, id),
  unfollow,
  block,
  unblock,
  mute: (house, me, id) => mute(house, me, id, { notifications: true, seconds: undefined }),
  unmute,
  hide_boosts: (house, me, id) => follow(house, me, id, { reblogs: false }),
  show_boosts: (house, me, id) => follow(house, me, id, { reblogs: true }),
};

/** A button on somebody's page. Afterwards one is back on the page it stood on. */
function deed(name: string, act: Deed): Route {
  return route({
    method: 'POST',
    path: `/accounts/:id/${name}`,
    door: 'page',
    auth: 'user',
    summary: `Form: ${name.replace('_', ' ')}`,
    async handle(call) {
      const id = parseId(call.params['id']) ?? 0;
      relationshipWith(call.house.view(), call.me, id);
      await act(call.house, call.me, id);
      return goBack(call.body);
    },
  });
}

type List = {
  readonly title: string;
  readonly name: string;
  readonly path: string;
  readonly side?: (screen: Screen, account: AccountRow) => Markup;
};

function peoplePage(call: Call<SealedQuery>, list: List, read: (stretch: Stretch) => People): Response {
  const { house, query } = call;
  const screen = screenOf(call);
  const { page, accounts } = read(stretchOf(house, list.name, query));
  const ends = sealedEnds(house, list.name, page, query.limit);
  const first = query.max_id === undefined && query.min_id === undefined;
  const paging = {
    older: ends.next && `${list.path}?max_id=${ends.next}`,
    newer: first || !ends.prev ? undefined : `${list.path}?min_id=${ends.prev}`,
  };
  const rows = accounts.map((account) => personRow(toPersonCard(account), list.side?.(screen, account)));
  const body =
    rows.length === 0 ? empty(screen.texts.profile.nobody) : html`<ul class="people sheet">${rows}</ul>`;
  const content = html`<div class="head"><h1>${list.title}</h1></div>${body}${pagingLinks(screen, paging)}`;
  return pageAnswer(screen, { title: list.title, noIndex: true }, content);
}

function circlePage(which: 'followers' | 'following'): Route {
  return route({
    method: 'GET',
    path: `/:handle{@[^/]+}/${which}`,
    door: 'page',
    summary: `Page of an account's ${which}`,
    query: page,
    handle(call) {
      const owner = accountInHandle(call.house, call.params['handle']);
      const title = `${screenOf(call).texts.profile[which]} · @${owner.username}`;
      const path = `/${call.params['handle']}/${which}`;
      return peoplePage(call, { title, name: `${which}:${owner.id}`, path }, (stretch) =>
        circleOf(call.house.view(), call.caller.accountId, owner.id, which, stretch),
      );
    },
  });
}

function answerForm(name: 'accept' | 'reject'): Route {
  return route({
    method: 'POST',
    path: `/follow_requests/:id/${name}`,
    door: 'page',
    auth: 'user',
    summary: `Form: ${name} a follow request`,
    async handle(call) {
      await answerRequest(call.house, call.me, parseId(call.params['id']) ?? 0, name === 'accept');
      return goBack(call.body, '/follow_requests');
    },
  });
}

function ownList(
  path: string,
  summary: string,
  show: (call: Call<SealedQuery>, screen: Screen) => Response,
): Route {
  return route({
    method: 'GET',
    path,
    door: 'page',
    auth: 'user',
    summary,
    query: page,
    handle: (call) => show(call, screenOf(call)),
  });
}

function answerButtons(screen: Screen, account: AccountRow): Markup {
  const { requests } = screen.texts;
  const path = `/follow_requests/${account.id}`;
  return html`<span class="row">${actButton(`${path}/accept`, requests.accept)}${actButton(`${path}/reject`, requests.reject, 'quiet')}</span>`;
}

export const pageRoutes: readonly Route[] = [
  ...Object.entries(DEEDS).map(([name, act]) => deed(name, act)),
  circlePage('followers'),
  circlePage('following'),
  answerForm('accept'),
  answerForm('reject'),
  ownList('/follow_requests', 'Page of follow requests', (call, screen) =>
    peoplePage(
      call,
      {
        title: screen.texts.requests.title,
        name: `requests:${call.me}`,
        path: '/follow_requests',
        side: answerButtons,
      },
      (stretch) => requestsTo(call.house.view(), call.me, stretch),
    ),
  ),
  ownList('/blocks', 'Page of blocked accounts', (call, screen) =>
    peoplePage(
      call,
      {
        title: screen.texts.profile.blocks,
        name: `blocks:${call.me}`,
        path: '/blocks',
        side: (s, account) => actButton(`/accounts/${account.id}/unblock`, s.texts.profile.unblock, 'quiet'),
      },
      (stretch) => blocksOf(call.house.view(), call.me, stretch),
    ),
  ),
  ownList('/mutes', 'Page of muted accounts', (call, screen) =>
    peoplePage(
      call,
      {
        title: screen.texts.profile.mutes,
        name: `mutes:${call.me}`,
        path: '/mutes',
        side: (s, account) => actButton(`/accounts/${account.id}/unmute`, s.texts.profile.unmute, 'quiet'),
      },
      (stretch) => {
        const found = mutesOf(call.house.view(), call.me, stretch, call.house.world.now());
        return { page: found.page, accounts: found.muted.map((one) => one.account) };
      },
    ),
  ),
];
