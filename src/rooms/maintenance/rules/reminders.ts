import type { MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';

/** How long before the start people are reminded, milliseconds, the longest first. */
export const REMINDERS_MS = [24 * 3_600_000, 3_600_000, 30 * 60_000] as const;

type Coming = Pick<MaintenanceWindow, 'state' | 'startsAt' | 'reminded'>;

/**
 * The reminder that is due, as its time before the start; undefined when none is. One that had passed when the slot was
 * decided (`decidedAt`) is not made up for, and of several that were missed only the last is given.
 */
export function dueReminder(window: Coming, decidedAt: number, nowMs: number): number | undefined {
  if (window.state !== 'planned' || nowMs >= window.startsAt) return undefined;
  const passed = REMINDERS_MS.filter((before) => window.startsAt - before <= nowMs);
  const due = passed.at(-1);
  if (due === undefined || window.startsAt - due < decidedAt) return undefined;
  return window.reminded === null || due < window.reminded ? due : undefined;
}
