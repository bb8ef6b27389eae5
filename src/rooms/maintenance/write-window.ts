import { drift } from '#rooms/maintenance/rules/drift.ts';
import { lateness } from '#rooms/maintenance/rules/lateness.ts';
import type { Probes, WindowOutcome } from '#rooms/maintenance/rules/outcome.ts';
import { endingOf } from '#rooms/maintenance/rules/transitions.ts';
import type { MaintenanceWindow, WindowSlot } from '#rooms/maintenance/rules/window.ts';
import type { SeenWindow } from '#rooms/maintenance/views.ts';
import { iso } from '#values/time.ts';

/** Windows as lines for an operator's terminal. */

function span({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }): string {
  return `${iso(startsAt).slice(0, 16)}Z to ${iso(endsAt).slice(0, 16)}Z`;
}

/** One line of a list. */
export function writeWindow(window: MaintenanceWindow, now: number): string {
  const state = endingOf(window) ?? lateness(window, now) ?? window.state;
  return [window.id, state, span(window), window.kind, window.title].join('\t');
}

/** A window with all it went through. */
export function writeSeen({ window, slots, updates, outcome, alerts }: SeenWindow, now: number): string {
  const lines = [
    writeWindow(window, now),
    `effect: ${window.effect}${window.parts.length > 0 ? ` on ${window.parts.join(', ')}` : ''}`,
    `uid: ${window.uid}, sequence ${window.sequence}`,
    ...(window.description === '' ? [] : [window.description]),
    ...slots.map(writeSlot),
    ...updates.map(({ at, text }) => `${iso(at)} ${text}`),
    ...alerts.map((alert) => `in the way: ${alert.name}, ${span(alert)}`),
    ...(outcome ? writeOutcome(outcome) : []),
  ];
  return lines.join('\n');
}

function writeSlot(slot: WindowSlot): string {
  const shifted = drift(slot);
  const rules = shifted ? `; ${shifted.meant} was meant in ${slot.zone}, it is ${shifted.now} there now` : '';
  return `slot ${slot.sequence}: ${span(slot)}${slot.reason === null ? '' : `: ${slot.reason}`}${rules}`;
}

function writeOutcome(outcome: WindowOutcome): string[] {
  const { actualStart, actualEnd, availableSeconds, measuredSeconds, seconds } = outcome;
  const probes = (name: string, { accepted, failed, longestSilenceMs }: Probes) =>
    `${name}: ${accepted} answered, ${failed} failed, longest silence ${longestSilenceMs} ms`;
  return [
    `done: ${iso(actualStart)} to ${iso(actualEnd)} (${outcome.ending})`,
    `available in ${availableSeconds} of ${measuredSeconds} seconds measured, of ${seconds}; seen from inside`,
    probes('reads', outcome.reads),
    probes('writes', outcome.writes),
  ];
}
