import type { MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';

export type Lateness = 'late' | 'overrun';

type Timed = Pick<MaintenanceWindow, 'state' | 'startsAt' | 'endsAt'>;

/** `late`: the start has passed without a start. `overrun`: the end has passed and the work goes on. */
export function lateness(window: Timed, nowMs: number): Lateness | undefined {
  if (window.state === 'planned' && nowMs > window.startsAt) return 'late';
  if (window.state === 'in-progress' && nowMs > window.endsAt) return 'overrun';
  return undefined;
}

/** A start by the clock comes a moment after the hour; only what is later than this is worth saying. */
export const LATE_SAID_AFTER_MS = 60_000;

/** What the clock asks for now. */
export type ClockDeed = 'start' | 'finish' | 'say-late' | 'say-overrun';

type Watched = Timed & Pick<MaintenanceWindow, 'automatic' | 'lateSaid' | 'overrunSaid'>;

/**
 * What is to be done about a window by the clock; undefined when nothing is. Work whose whole slot went by is never started
 * by itself: nobody knows whether it was done. An overrun is said at the very end of the slot.
 */
export function clockDeed(window: Watched, nowMs: number): ClockDeed | undefined {
  const late = lateness({ ...window, startsAt: window.startsAt - 1, endsAt: window.endsAt - 1 }, nowMs);
  if (late === undefined) return undefined;
  if (window.state === 'planned') {
    if (window.automatic && nowMs < window.endsAt) return 'start';
    return nowMs > window.startsAt + LATE_SAID_AFTER_MS && !window.lateSaid ? 'say-late' : undefined;
  }
  if (window.automatic) return 'finish';
  return window.overrunSaid ? undefined : 'say-overrun';
}
