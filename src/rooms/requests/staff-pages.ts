import { z } from 'zod';
import { STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import { text, whole } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { empty } from '#pages/parts/post-list.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import { heading } from '#pages/parts/sheet.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { answerRequest } from '#rooms/requests/answer-request.ts';
import { forgetContact, redactRequest } from '#rooms/requests/redact-request.ts';
import { releaseRequest, withholdRequest } from '#rooms/requests/release-request.ts';
import { answers } from '#rooms/requests/request-sheet.ts';
import { ANSWER_MOST } from '#rooms/requests/rules/answer.ts';
import { numbersIn } from '#rooms/requests/rules/numbers.ts';
import { typedAgain } from '#rooms/requests/say-problem.ts';
import { staffForms, staffRow, written } from '#rooms/requests/staff-forms.ts';
import { queueForStaff, seeForStaff } from '#rooms/requests/staff-view.ts';
import { requestStore } from '#rooms/requests/store.ts';
import { PROOF_NOTE_MOST, verifyRequest } from '#rooms/requests/verify-request.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

/** Where administrators look after requests. */

const PATH = '/settings/requests';
const ONE = `${PATH}/:number{[0-9]+}`;
const SHOWN = 50;
const SLACK = 4;
const WORD_MOST = 40;
const LIST_MOST = 400;

const word = text(WORD_MOST).default('');
const number = whole(0, Number.MAX_SAFE_INTEGER).optional().catch(undefined);

function listPage(call: Call<{ readonly before?: number | undefined }>): Response {
  const { house, query } = call;
  const screen = screenOf(call);
  const { asks } = screen.texts;
  const seen = queueForStaff(house, { before: query.before ?? Number.MAX_SAFE_INTEGER, limit: SHOWN });
  const first = seen[0]?.row.number ?? 0;
  const waiting = house.view().of(requestStore).unchecked();
  const list =
    seen.length === 0
      ? empty(asks.empty)
      : html`<ol class="requests">${seen.map((one) => staffRow(screen, one))}</ol>`;
  const older = first > 1 && html`<p><a href="${PATH}?before=${first}">${asks.older}</a></p>`;
  const content = html`${settingsHead(screen, 'requests')}<h2>${asks.staff.title}</h2><p class="note">${asks.staff.note}</p><p>${asks.staff.waiting(
    screen.say.number(waiting),
  )}</p>${list}${older}<p><a href="/requests">${asks.all}</a></p>`;
  return pageAnswer(screen, { title: asks.staff.title, place: 'settings', noIndex: true }, content);
}

function onePage(call: Call, typed: Typed, status = 200): Response {
  const request = seeForStaff(call.house, numberIn(call));
  if (!request) throw new Refusal('not-found', 'Record not found');
  const screen = screenOf(call);
  const { asks } = screen.texts;
  const title = asks.one(screen.say.number(request.row.number));
  const content = html`${heading(title)}<p class="note">${asks.staff.note}</p>${written(screen, request)}${answers(
    screen,
    request,
  )}${staffForms(screen, request, typed)}<p><a href="${PATH}">${asks.staff.title}</a></p>`;
  return pageAnswer(screen, { title, place: 'settings', noIndex: true }, content, status);
}

function numberIn(call: Call): number {
  return parseId(call.params['number']) ?? 0;
}

/** A form of staff: does its deed and comes back to the request, with what was wrong if it was refused. */
function deed<B extends z.ZodType<Readonly<Record<string, string>>>>(
  name: string,
  summary: string,
  body: B,
  act: (call: Call<unknown, z.output<B>>) => Promise<unknown>,
): Route {
  return route({
    method: 'POST',
    path: `${ONE}/${name}`,
    door: 'page',
    auth: 'admin',
    summary,
    body,
    async handle(call) {
      try {
        await act(call);
        return seeOther(`${PATH}/${numberIn(call)}`);
      } catch (error) {
        const { typed, refusal } = typedAgain(screenOf(call), error, call.body);
        return onePage(call, typed, STATUS_OF[refusal.kind]);
      }
    },
  });
}

const reasonBody = z.object({ reason: word });
const proofBody = z.object({ proof: word, note: text(SLACK * PROOF_NOTE_MOST).default('') });
const answerBody = z.object({
  outcome: word,
  answer: text(SLACK * ANSWER_MOST).default(''),
  changes: text(LIST_MOST).default(''),
  against: text(LIST_MOST).default(''),
});

export const staffRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    door: 'page',
    auth: 'admin',
    summary: 'Page where staff look after requests about planned maintenance',
    query: z.object({ before: number }),
    handle: listPage,
  }),
  route({
    method: 'GET',
    path: ONE,
    door: 'page',
    auth: 'admin',
    summary: 'Page where staff look after one request',
    handle: (call) => onePage(call, UNTYPED),
  }),
  deed('release', 'Form: publish the words of a request', z.object({}), (call) =>
    releaseRequest(call.house, numberIn(call)),
  ),
  deed('withhold', 'Form: refuse to publish the words of a request', reasonBody, (call) =>
    withholdRequest(call.house, numberIn(call), call.body.reason),
  ),
  deed('redact', 'Form: take the words of a request away', reasonBody, (call) =>
    redactRequest(call.house, numberIn(call), call.body.reason),
  ),
  deed('forget', 'Form: forget how to reach who asked', z.object({}), (call) =>
    forgetContact(call.house, numberIn(call)),
  ),
  deed('verify', 'Form: say how a request was verified', proofBody, (call) =>
    verifyRequest(call.house, numberIn(call), call.body),
  ),
  deed('answer', 'Form: answer a request in public', answerBody, ({ house, body, params }) =>
    answerRequest(house, parseId(params['number']) ?? 0, {
      outcome: body.outcome,
      text: body.answer,
      changes: numbersIn(body.changes, 'changes'),
      against: numbersIn(body.against, 'against'),
    }),
  ),
];
