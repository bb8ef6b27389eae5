import { z } from 'zod';
import { whole } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { empty } from '#pages/parts/post-list.ts';
import { heading } from '#pages/parts/sheet.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { queueRow } from '#rooms/requests/request-card.ts';
import { answers, requestSheet } from '#rooms/requests/request-sheet.ts';
import { type SeenRequest, type Stretch, seeRequest, seeRequests } from '#rooms/requests/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const SHOWN = 30;
const number = whole(0, Number.MAX_SAFE_INTEGER).optional().catch(undefined);

/** The queue: everybody in order of arrival. Its last page is shown first. */
function queuePage(
  call: Call<{ readonly before?: number | undefined; readonly after?: number | undefined }>,
) {
  const { house, query } = call;
  const screen = screenOf(call);
  const { asks } = screen.texts;
  const stretch: Stretch =
    query.after === undefined
      ? { before: query.before ?? Number.MAX_SAFE_INTEGER, limit: SHOWN }
      : { after: query.after, limit: SHOWN };
  const seen = seeRequests(house.view(), stretch);
  const list =
    seen.length === 0
      ? empty(asks.empty)
      : html`<ol class="requests">${seen.map((one) => queueRow(screen, one))}</ol>`;
  const content = html`${heading(asks.title)}<p>${asks.lead}</p><p class="note">${asks.noInput}</p><p><a class="button" href="/requests/new">${asks.ask}</a>${
    screen.admin && html` <a class="button quiet" href="/settings/requests">${asks.staffLink}</a>`
  }</p>${list}${paging(screen, seen, query)}`;
  return pageAnswer(screen, { title: asks.title, description: asks.lead }, content);
}

function paging(
  screen: Screen,
  seen: readonly SeenRequest[],
  query: { readonly before?: number | undefined; readonly after?: number | undefined },
): Markup {
  const { asks } = screen.texts;
  const [first, last] = [seen[0]?.row.number, seen.at(-1)?.row.number];
  const older = first !== undefined && first > 1;
  const newer =
    last !== undefined && (query.before !== undefined || query.after !== undefined) && seen.length > 0;
  return html`<p class="row">${older && html`<a href="/requests?before=${first}">${asks.older}</a>`}${
    newer && html`<a href="/requests?after=${last}">${asks.newer}</a>`
  }</p>`;
}

function requestPage(call: Call): Response {
  const seen = seeRequest(call.house.view(), parseId(call.params['number']) ?? 0);
  if (!seen) throw new Refusal('not-found', 'Record not found');
  const screen = screenOf(call);
  const { asks } = screen.texts;
  const title = asks.one(screen.say.number(seen.row.number));
  const staff =
    screen.admin && html`<p><a href="/settings/requests/${seen.row.number}">${asks.staffLink}</a></p>`;
  const content = html`${heading(title)}${requestSheet(screen, seen)}${answers(screen, seen)}${staff}<p><a href="/requests">${asks.all}</a></p>`;
  return pageAnswer(screen, { title, description: asks.title }, content);
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/requests',
    door: 'page',
    summary: 'Page of all requests about planned maintenance',
    query: z.object({ before: number, after: number }),
    handle: queuePage,
  }),
  route({
    method: 'GET',
    path: '/requests/:number{[0-9]+}',
    door: 'page',
    summary: 'Page of one request about planned maintenance',
    handle: requestPage,
  }),
];
