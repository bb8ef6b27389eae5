import { z } from 'zod';
import { retryAfter, STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import { id, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { actButton } from '#pages/parts/post-actions.ts';
import { heading } from '#pages/parts/sheet.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { isOpen, windows } from '#rooms/maintenance/index.ts';
import { withinLimits } from '#rooms/requests/flood.ts';
import { type Receipt, receiptAt, receiptOf } from '#rooms/requests/receipt.ts';
import { receiveRequest } from '#rooms/requests/receive-request.ts';
import { forgetContact } from '#rooms/requests/redact-request.ts';
import { entryLinks, requestPath, typedText } from '#rooms/requests/request-card.ts';
import { requestForm } from '#rooms/requests/request-form.ts';
import { CONTACT_MOST, NAME_MOST, TEXT_MOST } from '#rooms/requests/rules/draft.ts';
import { typedAgain } from '#rooms/requests/say-problem.ts';

const PATH = '/requests/new';
const BODY_MOST = 65_536;
const WORD_MOST = 160;
/** Longer texts than the bounds are let through to the rule, so that the form can come back with them. */
const SLACK = 4;

const field = (most: number) => text(SLACK * most).default('');
const newRequest = z.object({
  kind: field(WORD_MOST),
  name: field(NAME_MOST),
  wish: field(WORD_MOST),
  text: field(TEXT_MOST),
  contact: field(CONTACT_MOST),
  window: field(WORD_MOST),
  languages: field(WORD_MOST),
  hashtag: field(NAME_MOST),
  opens_on: field(WORD_MOST),
  key: text(100).default(''),
});

type Asked = z.output<typeof newRequest>;

export const formRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    door: 'page',
    summary: 'Form for a request about planned maintenance',
    query: z.object({ window: text(20).default('').catch('') }),
    handle: (call) => formPage(call, UNTYPED, call.query.window),
  }),
  route({
    method: 'POST',
    path: PATH,
    door: 'page',
    summary: 'Send a request about planned maintenance',
    body: newRequest,
    bodyMost: BODY_MOST,
    handle: take,
  }),
  route({
    method: 'GET',
    path: '/requests/receipts/:seal',
    door: 'page',
    summary: 'Page that proves to who asked what they asked',
    handle: (call) => receiptPage(call, receiptAt(call.house, call.params['seal'] ?? '')),
  }),
  route({
    method: 'POST',
    path: '/requests/receipts/:seal/forget',
    door: 'page',
    summary: 'Form: who asked has their contact forgotten',
    async handle({ house, params }) {
      const { number, path } = receiptAt(house, params['seal'] ?? '');
      await forgetContact(house, number);
      return seeOther(path);
    },
  }),
];

async function take(call: Call<unknown, Asked>): Promise<Response> {
  const { house, body } = call;
  const { kind: asker, window, opens_on: opensOn, key, ...words } = body;
  const windowId = window === '' ? null : id.parse(window);
  const draft = { ...words, asker, windowId, opensOn };
  try {
    const received = await withinLimits(call, () => receiveRequest(house, draft, { way: 'form', key }));
    return seeOther(receiptOf(house, received.number).path);
  } catch (error) {
    const { key: _, ...values } = body;
    const { typed, refusal } = typedAgain(screenOf(call), error, values);
    return formPage(call, typed, window, STATUS_OF[refusal.kind], retryAfter(refusal));
  }
}

function formPage(call: Call, typed: Typed, windowId: string, status = 200, headers = {}): Response {
  const screen = screenOf(call);
  const { form } = screen.texts.asks;
  const open = windows(call.house.view()).filter(isOpen);
  const content = html`${heading(form.title)}${requestForm(screen, typed, { windows: open, windowId, action: PATH })}`;
  return pageAnswer(screen, { title: form.title, noIndex: true }, content, status, headers);
}

function receiptPage(call: Call, receipt: Receipt): Response {
  const screen = screenOf(call);
  const { asks } = screen.texts;
  const { receipt: texts } = asks;
  const number = screen.say.number(receipt.number);
  const proof =
    receipt.commitments.length === 0
      ? html`<p>${texts.gone}</p>`
      : html`<p class="note">${texts.proof}</p>${commitments(screen, receipt)}`;
  const content = html`${heading(texts.title)}<section class="sheet"><p><strong>${texts.number(number)}</strong></p><p>${texts.record} ${entryLinks(
    screen,
    [receipt.ledger],
  )}</p><p class="notice" role="status">${texts.keep}</p>${proof}${
    receipt.reachable && html`<p>${actButton(`${receipt.path}/forget`, texts.forget, 'quiet')}</p>`
  }<p><a href="${requestPath(receipt.number)}">${texts.follow}</a></p></section>`;
  return pageAnswer(screen, { title: texts.title, noIndex: true }, content);
}

function commitments(screen: Screen, { commitments: all }: Receipt): Markup {
  const { asks } = screen.texts;
  const one = ({ name, text: typed, salt, commitment }: Receipt['commitments'][number]) =>
    html`<h2>${asks[name]}</h2>${typedText(typed)}<p class="note">${asks.receipt.salt}</p><p class="code" dir="ltr">${salt}</p><p class="note">${asks.receipt.fingerprint}</p><p class="code" dir="ltr">${commitment}</p>`;
  return html`${all.map(one)}`;
}
