import { html, type Markup } from '#pages/markup.ts';
import { checkbox, field, formMarks, problemOf, select, type Typed } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';
import {
  DESCRIPTION_MOST,
  REASON_MOST,
  TITLE_MOST,
  UPDATE_MOST,
} from '#rooms/maintenance/rules/check-plan.ts';
import { EFFECTS, KINDS, type MaintenanceWindow, PARTS } from '#rooms/maintenance/rules/window.ts';
import { iso } from '#values/time.ts';

const PATH = '/settings/maintenance';
const TIME_MOST = 80;
const ZONE_MOST = 64;

/** The form to plan work. */
export function planForm(screen: Screen, typed: Typed): Markup {
  const { maintenance, status } = screen.texts;
  const choices = <T extends string>(all: readonly T[], words: Readonly<Record<T, string>>) =>
    all.map((one) => [one, words[one]] as const);
  const parts = PARTS.map(
    (part) =>
      html`<label class="check"><input type="checkbox" name="parts[]" value="${part}"${
        typed.values[`parts ${part}`] && html` checked`
      }><span>${status.part[part]}</span></label>`,
  );
  return html`<form class="sheet" method="post" action="${PATH}" id="plan"><h2>${maintenance.plan}</h2>${formMarks(
    screen,
    screen.newKey(),
  )}${problemOf(typed)}${field(typed, { name: 'title', label: maintenance.windowTitle, most: TITLE_MOST, required: true })}${field(
    typed,
    { name: 'description', label: maintenance.description, most: DESCRIPTION_MOST, rows: 3 },
  )}${select(typed, 'kind', maintenance.kind, choices(KINDS, status.kind), 'upgrade')}${select(
    typed,
    'effect',
    maintenance.effect,
    choices(EFFECTS, status.effect),
    'none',
  )}<fieldset><legend>${maintenance.parts}</legend>${parts}</fieldset>${slotFields(screen, typed)}${boundFields(screen, typed)}${field(
    typed,
    { name: 'notice', label: maintenance.notice, most: 16, dir: 'ltr' },
  )}${checkbox(typed, 'automatic', maintenance.automatic, false)}${checkbox(typed, 'evenThough', maintenance.evenThough, false)}<p><button>${
    maintenance.planGo
  }</button></p></form>`;
}

function slotFields(screen: Screen, typed: Typed, window?: MaintenanceWindow): Markup {
  const { maintenance } = screen.texts;
  const time = (name: string, label: string, ms: number | undefined, note?: string) =>
    field(typed, {
      ...{ name, label, most: TIME_MOST, dir: 'ltr' as const, required: true },
      ...(ms !== undefined && { value: iso(ms) }),
      ...(note !== undefined && { note }),
    });
  return html`${time('startsAt', maintenance.starts, window?.startsAt, maintenance.timeNote)}${time(
    'endsAt',
    maintenance.ends,
    window?.endsAt,
  )}${zoneField(screen, typed)}`;
}

function zoneField(screen: Screen, typed: Typed): Markup {
  const { zone: label, zoneNote: note } = screen.texts.maintenance;
  return field(typed, { name: 'zone', label, note, most: ZONE_MOST, dir: 'ltr' });
}

function boundFields(screen: Screen, typed: Typed, window?: MaintenanceWindow): Markup {
  const { maintenance } = screen.texts;
  const time = (name: string, label: string, ms: number | null | undefined) =>
    field(typed, { name, label, most: TIME_MOST, dir: 'ltr', value: ms == null ? '' : iso(ms) });
  return html`${time('earliest', maintenance.earliest, window?.earliest)}${time('latest', maintenance.latest, window?.latest)}`;
}

/** What staff do to a window by a form of its own. */
export const FORMED = ['move', 'bounds', 'update', 'cancel'] as const;
export type Formed = (typeof FORMED)[number];

/** What can be done to a window in its state: buttons for what needs no words, links to the forms of the rest. */
export function deedLinks(screen: Screen, window: MaintenanceWindow): Markup {
  const { maintenance } = screen.texts;
  const path = `${PATH}/${window.id}`;
  const button = (name: 'start' | 'finish') =>
    html`<form method="post" action="${path}/${name}">${formMarks(screen, screen.newKey())}<p><button>${maintenance[name]}</button></p></form>`;
  const link = (name: Formed) =>
    html`<a class="button quiet" href="${path}/${name}">${maintenance[name]}</a> `;
  const { state } = window;
  const open = state === 'planned' || state === 'in-progress';
  return html`<section class="sheet">${state === 'planned' && button('start')}${
    state === 'in-progress' && button('finish')
  }<p class="row">${open && link('move')}${state === 'planned' && link('bounds')}${link('update')}${open && link('cancel')}</p></section>`;
}

/** The form for one thing that is done to a window. */
export function deedForm(screen: Screen, window: MaintenanceWindow, name: Formed, typed: Typed): Markup {
  const { maintenance } = screen.texts;
  const kind = name === 'cancel' && html` class="danger"`;
  return html`<form class="sheet" method="post" action="${PATH}/${window.id}/${name}"><h2>${maintenance[name]}</h2>${formMarks(
    screen,
    screen.newKey(),
  )}${problemOf(typed)}${fieldsOf(screen, window, name, typed)}<p><button${kind}>${maintenance[`${name}Go`]}</button></p></form>`;
}

function fieldsOf(screen: Screen, window: MaintenanceWindow, name: Formed, typed: Typed): Markup {
  const { maintenance } = screen.texts;
  const box = (called: string, label: string, most: number) =>
    field(typed, { name: called, label, most, rows: 3, required: true });
  const reason = box('reason', maintenance.reason, REASON_MOST);
  switch (name) {
    case 'move':
      return html`${slotFields(screen, typed, window)}${reason}${checkbox(typed, 'evenThough', maintenance.evenThough, false)}`;
    case 'bounds':
      return html`${boundFields(screen, typed, window)}${zoneField(screen, typed)}${reason}`;
    case 'update':
      return box('text', maintenance.text, UPDATE_MOST);
    case 'cancel':
      return reason;
  }
}
