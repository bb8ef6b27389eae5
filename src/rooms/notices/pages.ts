import { z } from 'zod';
import { STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import { given, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { UNTYPED } from '#pages/parts/field.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import { heading } from '#pages/parts/sheet.ts';
import { sayRefusal } from '#pages/say-refusal.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import {
  type Filled,
  messageRow,
  messageSheet,
  noticeRow,
  settleForms,
} from '#rooms/notices/notice-cards.ts';
import { type Decision, settleNotice, settlingId } from '#rooms/notices/settle-notice.ts';
import { currentNotices, seeMessage, waitingMessages } from '#rooms/notices/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const PATH = '/settings/notices';
const LIST_MOST = 20_000;
const SHOWN_MOST = 100;
const KEY_MOST = 100;
const EMPTY: Filled = { form: '', typed: UNTYPED };

const words = given(text(LIST_MOST));
const body = z.object({
  ...{ provider: words, account: words, maintenanceIds: words, objects: words, impact: words, status: words },
  ...{ start: words, end: words, zone: words, why: words, key: given(text(KEY_MOST)) },
});
type Sent = Call<unknown, z.output<typeof body>>;

function listPage(call: Call): Response {
  const screen = screenOf(call);
  const { notices: texts } = screen.texts;
  const view = call.house.view();
  const waiting = waitingMessages(view);
  const current = currentNotices(view).toReversed().slice(0, SHOWN_MOST);
  const list = (rows: readonly Markup[], none: string) =>
    rows.length === 0 ? html`<p class="note">${none}</p>` : html`<ul class="people notices">${rows}</ul>`;
  const content = html`${settingsHead(screen, 'notices')}<p>${texts.lead}</p><section class="sheet"><h2>${texts.waiting}</h2>${list(
    waiting.map((one) => messageRow(screen, one)),
    texts.noneWaiting,
  )}</section><section class="sheet"><h2>${texts.current}</h2>${list(
    current.map((one) => noticeRow(screen, one)),
    texts.none,
  )}</section>`;
  return pageAnswer(screen, { title: texts.title, place: 'settings', noIndex: true }, content);
}

function messagePage(call: Call, filled: Filled, status = 200): Response {
  const seen = seeMessage(call.house.view(), idIn(call));
  if (!seen) throw new Refusal('not-found', 'Record not found');
  const screen = screenOf(call);
  const { notices: texts } = screen.texts;
  const waits = seen.message.standing !== 'current' && seen.message.standing !== 'superseded';
  const content = html`${heading(texts.message)}<p><a href="${PATH}">${texts.all}</a></p>${messageSheet(
    screen,
    seen.message,
    seen.raw,
  )}${waits && seen.message.state !== 'discarded' && settleForms(screen, seen.message, filled)}`;
  return pageAnswer(screen, { title: texts.message, place: 'settings', noIndex: true }, content, status);
}

function idIn({ params }: Pick<Call, 'params'>): number {
  return parseId(params['id']) ?? 0;
}

function problemIn(screen: Screen, refusal: Refusal): string {
  const { faults } = screen.texts.notices;
  const known: Readonly<Record<string, string>> = faults;
  return known[refusal.field ?? ''] ?? sayRefusal(screen.texts, refusal);
}

function settleRoute(name: 'accept' | 'discard', summary: string, decide: (sent: Sent) => Decision): Route {
  return route({
    method: 'POST',
    path: `${PATH}/:id/${name}`,
    door: 'page',
    auth: 'admin',
    summary,
    body,
    async handle(call) {
      const { key, ...values } = call.body;
      try {
        await settleNotice(
          call.house,
          idIn(call),
          decide(call),
          settlingId(call.me, key, [name, idIn(call), values]),
        );
        return seeOther(PATH);
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind === 'unavailable' || error.kind === 'not-found')
          throw error;
        const typed = Object.fromEntries(
          Object.entries(values).map(([field, value]) => [field, value ?? '']),
        );
        const problem = problemIn(screenOf(call), error);
        const filled = { form: name, typed: { values: typed, problem, field: error.field } };
        return messagePage(call, filled, STATUS_OF[error.kind]);
      }
    },
  });
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    door: 'page',
    auth: 'admin',
    summary: "Page of providers' notices, and of those that wait for a person",
    handle: listPage,
  }),
  route({
    method: 'GET',
    path: `${PATH}/:id`,
    door: 'page',
    auth: 'admin',
    summary: 'Page where a person settles a message of a provider',
    handle: (call) => messagePage(call, EMPTY),
  }),
  settleRoute('accept', 'Let a message of a provider count', ({ body: typed }) => ({ accept: typed })),
  settleRoute('discard', 'Discard a message of a provider', ({ body: { why } }) => ({ discard: why ?? '' })),
];
