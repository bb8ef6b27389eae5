import type { MaintenanceWindow, WindowDeed, WindowState } from '#rooms/maintenance/rules/window.ts';
import { Refusal } from '#values/refusal.ts';

/** What can be done to a window in each state. What is over stays over. */
export const TRANSITIONS: Readonly<Record<WindowState, readonly WindowDeed[]>> = {
  planned: ['moved', 'started', 'cancelled', 'updated', 'bounded', 'late'],
  'in-progress': ['moved', 'finished', 'cancelled', 'updated', 'overrun'],
  finished: ['updated', 'measured'],
  cancelled: ['updated', 'measured'],
};

/** How a finish within this time of the planned end counts. */
export const ON_TIME_MS = 60_000;

export type Move = { readonly startsAt: number; readonly endsAt: number };

const WORDS: Readonly<Record<WindowState, string>> = {
  planned: 'not yet under way',
  'in-progress': 'under way',
  finished: 'finished',
  cancelled: 'cancelled',
};

/** Refuses what cannot be done to a window as it is. */
export function allow(window: MaintenanceWindow, deed: WindowDeed): void {
  if (TRANSITIONS[window.state].includes(deed)) return;
  throw new Refusal('conflict', `This window is ${WORDS[window.state]}: it cannot be ${deed}`, 'state');
}

/** The window one public change later. */
function changed(window: MaintenanceWindow, deed: WindowDeed, at: number): MaintenanceWindow {
  allow(window, deed);
  return { ...window, sequence: window.sequence + 1, changedAt: at };
}

/** In another slot. Work that is under way keeps its start: only its end can be put elsewhere, and not into the past. */
export function moved(window: MaintenanceWindow, { startsAt, endsAt }: Move, at: number): MaintenanceWindow {
  const next = changed(window, 'moved', at);
  if (startsAt === window.startsAt && endsAt === window.endsAt)
    throw new Refusal('invalid', 'The window is in this slot already', 'startsAt');
  if (window.state === 'in-progress') {
    if (startsAt !== window.startsAt)
      throw new Refusal('conflict', 'The work has started: only its end can be moved', 'startsAt');
    if (endsAt <= at) throw new Refusal('invalid', 'The end lies in the past', 'endsAt');
  }
  return { ...next, startsAt, endsAt, lateSaid: false, overrunSaid: false, reminded: null };
}

/** Under way. Never before the hour that people were told. */
export function started(window: MaintenanceWindow, at: number): MaintenanceWindow {
  const next = changed(window, 'started', at);
  if (at < window.startsAt)
    throw new Refusal('conflict', 'People were told a later start: move the window first', 'startsAt');
  return { ...next, state: 'in-progress', startedAt: at };
}

export function finished(window: MaintenanceWindow, at: number): MaintenanceWindow {
  return { ...changed(window, 'finished', at), state: 'finished', finishedAt: at };
}

export function cancelled(window: MaintenanceWindow, at: number): MaintenanceWindow {
  const during = window.state === 'in-progress';
  const next = changed(window, 'cancelled', at);
  return { ...next, state: 'cancelled', cancelledDuring: during, finishedAt: during ? at : null };
}

export function updated(window: MaintenanceWindow, at: number): MaintenanceWindow {
  return changed(window, 'updated', at);
}

export function bounded(
  window: MaintenanceWindow,
  bounds: { readonly earliest: number | null; readonly latest: number | null },
  at: number,
): MaintenanceWindow {
  return { ...changed(window, 'bounded', at), earliest: bounds.earliest, latest: bounds.latest };
}

/** With what came of it published. */
export function measured(window: MaintenanceWindow, at: number): MaintenanceWindow {
  return changed(window, 'measured', at);
}

/** Says in public that the start, or the end, passed. Each is said once for a slot. */
export function saidLate(window: MaintenanceWindow, deed: 'late' | 'overrun', at: number): MaintenanceWindow {
  const next = changed(window, deed, at);
  const [said, from] =
    deed === 'late' ? [window.lateSaid, window.startsAt] : [window.overrunSaid, window.endsAt];
  if (said) throw new Refusal('conflict', 'This was said already', 'state');
  if (at < from) throw new Refusal('conflict', 'The time has not come yet', 'state');
  return deed === 'late' ? { ...next, lateSaid: true } : { ...next, overrunSaid: true };
}

/** How work ended that is over; undefined before. */
export type Ending = 'early' | 'on-time' | 'overrun' | 'cancelled' | 'cancelled-during';

export function endingOf(window: MaintenanceWindow): Ending | undefined {
  if (window.state === 'cancelled') return window.cancelledDuring ? 'cancelled-during' : 'cancelled';
  if (window.state !== 'finished' || window.finishedAt === null) return undefined;
  const after = window.finishedAt - window.endsAt;
  if (window.overrunSaid || after > ON_TIME_MS) return 'overrun';
  return after < -ON_TIME_MS ? 'early' : 'on-time';
}
