export type { WindowAlert } from '#rooms/maintenance/alert-store.ts';
export { finishWindow, sayLate, startWindow } from '#rooms/maintenance/carry-out.ts';
export {
  type Bounds,
  boundWindow,
  cancelWindow,
  updateWindow,
} from '#rooms/maintenance/change-window.ts';
export { windowAlerted, windowChanged, windowReminded } from '#rooms/maintenance/events.ts';
export { moveWindow, type WindowMove } from '#rooms/maintenance/move-window.ts';
export { planWindow, type TypedIn, type WindowPlan } from '#rooms/maintenance/plan-window.ts';
export { nameOfWindow } from '#rooms/maintenance/rules/facts.ts';
export { type Lateness, lateness } from '#rooms/maintenance/rules/lateness.ts';
export type { Probes, WindowOutcome } from '#rooms/maintenance/rules/outcome.ts';
export { overlaps, type Span } from '#rooms/maintenance/rules/overlap.ts';
export { type Ending, endingOf } from '#rooms/maintenance/rules/transitions.ts';
export {
  EFFECTS,
  type Effect,
  isOpen,
  KINDS,
  type MaintenanceWindow,
  PARTS,
  type Part,
  type WindowDeed,
  type WindowKind,
  type WindowSlot,
  type WindowState,
  type WindowUpdate,
} from '#rooms/maintenance/rules/window.ts';
export { PAST_MOST, type SeenWindow, seeWindow, windows, windowsOfNotice } from '#rooms/maintenance/views.ts';
