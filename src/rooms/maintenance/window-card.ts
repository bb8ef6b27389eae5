import { localeOf } from '#pages/dates.ts';
import { html, type Markup } from '#pages/markup.ts';
import type { Screen } from '#pages/screen.ts';
import { drift } from '#rooms/maintenance/rules/drift.ts';
import { type Lateness, lateness } from '#rooms/maintenance/rules/lateness.ts';
import type { MaintenanceWindow, WindowSlot } from '#rooms/maintenance/rules/window.ts';
import type { SeenWindow } from '#rooms/maintenance/views.ts';
import type { ShownZone } from '#values/shown-zones.ts';
import { zonedSpans } from '#values/zoned-times.ts';

/** Planned work as staff see it on a page. */

type Slot = { readonly startsAt: number; readonly endsAt: number };

/** A slot with its own date and hour in each zone. */
export function slotLines(screen: Screen, { startsAt, endsAt }: Slot, zones: readonly ShownZone[]): Markup {
  const spans = zonedSpans(startsAt, endsAt, zones, localeOf(screen.reading), { now: screen.now });
  return html`${spans.map(({ text }) => html`<span dir="auto">${text}</span><br>`)}`;
}

function stateOf(screen: Screen, window: MaintenanceWindow): string {
  const state: Lateness | MaintenanceWindow['state'] = lateness(window, screen.now) ?? window.state;
  return screen.texts.status.state[state];
}

/** One window of the list. */
export function windowRow(
  screen: Screen,
  window: MaintenanceWindow,
  zones: readonly ShownZone[],
  inTheWay: boolean,
): Markup {
  return html`<li class="row"><span><a href="/settings/maintenance/${window.id}"><bdi>${window.title}</bdi></a> · ${stateOf(
    screen,
    window,
  )}${inTheWay && html` · <strong class="wrong">${screen.texts.maintenance.inTheWay}</strong>`}<br><span class="note">${slotLines(screen, window, zones)}</span></span></li>`;
}

/** All about a window: what it is, every slot it had, what was said, what came of it. */
export function windowSheet(screen: Screen, seen: SeenWindow, zones: readonly ShownZone[]): Markup {
  const { status, maintenance } = screen.texts;
  const { window, slots, updates, outcome, alerts } = seen;
  const parts = window.parts.map((part) => status.part[part]).join(' · ');
  const by = window.automatic ? maintenance.byClock : maintenance.byHand;
  const came =
    outcome &&
    html`<p>${status.ending[outcome.ending]} ${maintenance.measured(
      screen.say.number(outcome.availableSeconds),
      screen.say.number(outcome.measuredSeconds),
    )}</p>`;
  const conflicts = alerts.map(
    (alert) =>
      html`<p class="notice wrong" role="alert">${maintenance.conflict} <bdi>${alert.name}</bdi><br>${slotLines(screen, alert, zones)}</p>`,
  );
  return html`${conflicts}<section class="sheet"><h2><bdi>${window.title}</bdi></h2><p>${stateOf(screen, window)} · ${
    status.kind[window.kind]
  } · ${by}</p><p>${slotLines(screen, window, zones)}</p><p dir="auto">${window.description}</p><p>${
    status.effect[window.effect]
  }${parts && html` ${status.affected(parts)}`}</p>${came}<p><a href="/status/windows/${window.id}">${
    maintenance.public
  }</a></p></section><section class="sheet"><h2>${maintenance.past}</h2><ol class="plain">${slots.map(
    (slot) => slotItem(screen, slot, zones),
  )}</ol></section>${
    updates.length > 0 &&
    html`<section class="sheet"><h2>${maintenance.said}</h2><ol class="plain">${updates.map(
      ({ text, at }) =>
        html`<li><span class="note">${screen.say.moment(at)}</span><br><bdi>${text}</bdi></li>`,
    )}</ol></section>`
  }`;
}

function slotItem(screen: Screen, slot: WindowSlot, zones: readonly ShownZone[]): Markup {
  const { maintenance } = screen.texts;
  const shifted = drift(slot);
  return html`<li>${slotLines(screen, slot, zones)}${slot.reason && html`<bdi>${slot.reason}</bdi><br>`}<span class="note">${maintenance.decidedBy(
    slot.tzdata,
  )}</span>${shifted && html`<p class="wrong">${maintenance.drift(`${shifted.meant} ${slot.zone}`)}</p>`}</li>`;
}
