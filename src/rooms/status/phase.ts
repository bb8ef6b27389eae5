import { lateness, type MaintenanceWindow, type WindowState } from '#rooms/maintenance/index.ts';

/** How a window stands now: its state, or that it is late with its start or its end. */
export type Phase = WindowState | 'late' | 'overrun';

export function phaseOf(window: MaintenanceWindow, now: number): Phase {
  return lateness(window, now) ?? window.state;
}
