import { z } from 'zod';
import { STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import { flag, given, listOf, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { ADVICE_PATH, adviceOn } from '#rooms/maintenance/advice-link.ts';
import { alertStore } from '#rooms/maintenance/alert-store.ts';
import { finishWindow, startWindow } from '#rooms/maintenance/carry-out.ts';
import { boundWindow, cancelWindow, updateWindow } from '#rooms/maintenance/change-window.ts';
import { moveWindow } from '#rooms/maintenance/move-window.ts';
import { onceFor } from '#rooms/maintenance/once.ts';
import { planWindow } from '#rooms/maintenance/plan-window.ts';
import { readBounds, readMove, readPlan } from '#rooms/maintenance/read-plan.ts';
import { OPEN_MOST } from '#rooms/maintenance/rules/check-plan.ts';
import { isOpen, PARTS } from '#rooms/maintenance/rules/window.ts';
import { type SeenWindow, seeWindow, windows } from '#rooms/maintenance/views.ts';
import { windowRow, windowSheet } from '#rooms/maintenance/window-card.ts';
import { deedForm, deedLinks, FORMED, type Formed, planForm } from '#rooms/maintenance/window-forms.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const PATH = '/settings/maintenance';
const TEXT_MOST = 20_000;
const KEY_MOST = 100;

const words = given(text(TEXT_MOST));
const body = z.object({
  ...{ kind: words, title: words, description: words, effect: words, notice: words },
  parts: listOf(text(40), 2 * PARTS.length).default([]),
  ...{ startsAt: words, endsAt: words, earliest: words, latest: words, zone: words },
  ...{ reason: words, text: words, automatic: flag.default(false), evenThough: flag.default(false) },
  key: given(text(KEY_MOST)),
});
type Sent = Call<unknown, z.output<typeof body>>;

function listPage(call: Call, typed: Typed, status = 200): Response {
  const screen = screenOf(call);
  const { maintenance } = screen.texts;
  const view = call.house.view();
  const { status_zones: zones } = settingsOf(view);
  const all = windows(view);
  const alerted = view.of(alertStore).windowIds(OPEN_MOST);
  const rows = (open: boolean) => {
    const some = all.filter((one) => isOpen(one) === open);
    return some.length === 0
      ? html`<p class="note">${open ? maintenance.none : screen.texts.status.noPast}</p>`
      : html`<ul class="people">${some.map((one) => windowRow(screen, one, zones, alerted.has(one.id)))}</ul>`;
  };
  const content = html`${settingsHead(screen, 'maintenance')}<p>${maintenance.lead}</p><p><a href="${ADVICE_PATH}">${
    screen.texts.planner.title
  }</a></p><section class="sheet"><h2>${
    maintenance.open
  }</h2>${rows(true)}</section>${planForm(screen, typed)}<section class="sheet"><h2>${maintenance.over}</h2>${rows(false)}</section>`;
  const options = { title: maintenance.title, place: 'settings', noIndex: true } as const;
  return pageAnswer(screen, options, content, status);
}

function seenIn(call: Pick<Call, 'house' | 'params'>): SeenWindow {
  const seen = seeWindow(call.house.view(), idIn(call));
  if (!seen) throw new Refusal('not-found', 'Record not found');
  return seen;
}

function windowPage(call: Call): Response {
  const screen = screenOf(call);
  const seen = seenIn(call);
  const { maintenance, planner } = screen.texts;
  const { status_zones: zones } = settingsOf(call.house.view());
  const advice = html`<p><a href="${adviceOn(seen.window)}">${planner.title}</a></p>`;
  const content = html`${settingsHead(screen, 'maintenance')}<p><a href="${PATH}">${maintenance.back}</a></p>${windowSheet(
    screen,
    seen,
    zones,
  )}${seen.window.state === 'planned' && advice}${deedLinks(screen, seen.window)}`;
  return pageAnswer(screen, { title: seen.window.title, place: 'settings', noIndex: true }, content);
}

function deedPage(call: Call, name: Formed, typed: Typed, status = 200): Response {
  const screen = screenOf(call);
  const { window } = seenIn(call);
  const back = html`<p><a href="${PATH}/${window.id}"><bdi>${window.title}</bdi></a></p>`;
  const content = html`${settingsHead(screen, 'maintenance')}${back}${deedForm(screen, window, name, typed)}`;
  const options = { title: window.title, place: 'settings', noIndex: true } as const;
  return pageAnswer(screen, options, content, status);
}

function idIn({ params }: Pick<Call, 'params'>): number {
  return parseId(params['id']) ?? 0;
}

/** A refused form comes back with what was typed; what was wrong is said in the reader's language and exactly. */
function typedAgain(call: Sent, error: unknown): Typed {
  if (!(error instanceof Refusal) || error.kind === 'unavailable' || error.kind === 'not-found') throw error;
  const { parts, automatic, evenThough, key: _key, ...texts } = call.body;
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(texts)) if (value !== undefined) values[name] = value;
  for (const part of parts) values[`parts ${part}`] = '1';
  for (const [name, on] of Object.entries({ automatic, evenThough })) if (on) values[name] = '1';
  const problem = problemIn(screenOf(call), error);
  return { values, problem, field: error.field };
}

function problemIn({ texts, reading }: Screen, { field, message, kind }: Refusal): string {
  const known: Readonly<Record<string, string>> = texts.maintenance.faults;
  if (reading.language === 'en') return message;
  return `${(field !== undefined && known[field]) || texts.errors[kind]} (${message})`;
}

const statusOf = (error: unknown) => (error instanceof Refusal ? STATUS_OF[error.kind] : 500);
const once = (call: Sent, what: string) => onceFor(call.me, call.body.key, [what, { ...call.body, key: '' }]);

async function plan(call: Sent): Promise<Response> {
  try {
    const { id } = await planWindow(call.house, readPlan(call.body), once(call, 'plan'));
    return seeOther(`${PATH}/${id}`);
  } catch (error) {
    return listPage(call, typedAgain(call, error), statusOf(error));
  }
}

type Deed = (call: Sent, id: number, once: { readonly id?: string }) => Promise<void>;

const DEEDS: Readonly<Record<string, Deed>> = {
  move: ({ house, body: sent }, id, options) => moveWindow(house, id, readMove(sent), options),
  bounds: ({ house, body: sent }, id, options) =>
    boundWindow(house, id, readBounds(sent), sent.reason ?? '', options),
  start: ({ house }, id, options) => startWindow(house, id, options),
  finish: ({ house }, id, options) => finishWindow(house, id, options),
  cancel: ({ house, body: sent }, id, options) => cancelWindow(house, id, sent.reason ?? '', options),
  update: ({ house, body: sent }, id, options) => updateWindow(house, id, sent.text ?? '', options),
};

/** Does one thing to a window, and shows the window. */
function deedRoute(name: string, carryOut: Deed): Route {
  return route({
    method: 'POST',
    path: `${PATH}/:id/${name}`,
    door: 'page',
    auth: 'admin',
    summary: `Planned work: ${name}`,
    body,
    async handle(call) {
      const id = idIn(call);
      try {
        await carryOut(call, id, once(call, `${name} ${id}`));
        return seeOther(`${PATH}/${id}`);
      } catch (error) {
        const form = FORMED.find((one) => one === name);
        if (!form) throw error;
        return deedPage(call, form, typedAgain(call, error), statusOf(error));
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
    summary: 'Planned work',
    handle: (call) => listPage(call, UNTYPED),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:id`,
    door: 'page',
    auth: 'admin',
    summary: 'One window of planned work',
    handle: windowPage,
  }),
  route({
    method: 'POST',
    path: PATH,
    door: 'page',
    auth: 'admin',
    summary: 'Plan work',
    body,
    handle: plan,
  }),
  ...FORMED.map((name) =>
    route({
      method: 'GET',
      path: `${PATH}/:id/${name}`,
      door: 'page',
      auth: 'admin',
      summary: `Planned work: form to ${name}`,
      handle: (call) => deedPage(call, name, UNTYPED),
    }),
  ),
  ...Object.entries(DEEDS).map(([name, carryOut]) => deedRoute(name, carryOut)),
];
