import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { empty } from '#pages/parts/post-list.ts';
import { heading } from '#pages/parts/sheet.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { channelCard } from '#rooms/channels/channel-card.ts';
import { channelHistoryStore } from '#rooms/channels/store.ts';
import { knownChannels } from '#rooms/channels/views.ts';

/** The board of other services. Those that the operator keeps to themselves stand on it for staff alone. */
function boardPage(call: Call): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const t = screen.texts.channels;
  const history = view.of(channelHistoryStore);
  const shown = knownChannels(view).filter(
    ({ row }) => row.kind !== 'freezes' && (row.shown === 1 || screen.admin),
  );
  const cards = shown.map((one) =>
    channelCard(
      screen,
      one,
      history.of(one.row.id),
      one.row.shown === 1 ? undefined : html`<p class="note">${t.staff.hidden}</p>`,
    ),
  );
  const list = cards.length === 0 ? empty(t.none) : html`<div class="works">${cards}</div>`;
  const staff = screen.admin && html` · <a href="/settings/channels">${t.staffLink}</a>`;
  const content = html`${heading(t.title)}<p>${t.lead}</p>${list}<p class="ways-on"><a href="/api/rooftop/v1/channels">${t.data}</a> · <a href="/status">${screen.texts.status.title}</a>${staff}</p>`;
  return pageAnswer(screen, { title: t.title, description: t.lead }, content);
}

export const boardRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/channels',
    door: 'page',
    summary: 'Board of other services',
    handle: boardPage,
  }),
];
