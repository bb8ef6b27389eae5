import {
  type MaintenanceWindow,
  type SeenWindow,
  seeWindow,
  windowChanged,
  windowReminded,
  windows,
} from '#rooms/maintenance/index.ts';
import { changeStore } from '#rooms/status/change-store.ts';
import { type Phase, phaseOf } from '#rooms/status/phase.ts';
import type { Change } from '#rooms/status/rules/change.ts';
import { type Overall, overallOf } from '#rooms/status/rules/overall.ts';
import type { View } from '#view/reader.ts';

/** Windows on the first page: under way, to come, over. */
export const ACTIVE_SHOWN_MOST = 5;
export const PLANNED_SHOWN_MOST = 6;
export const PAST_SHOWN_MOST = 4;
/** Changes of one window, and of all, as feeds tell them. */
export const CHANGES_OF_ONE_MOST = 50;
export const CHANGES_MOST = 50;

/** A window with everything the public may know of it, and how it stands now. */
export type WindowNow = SeenWindow & { readonly changes: readonly Change[]; readonly phase: Phase };

export type Sheet = {
  readonly overall: Overall;
  readonly active: readonly WindowNow[];
  readonly planned: readonly WindowNow[];
  readonly past: readonly WindowNow[];
  /** There are more than are shown here. */
  readonly more: boolean;
};

type Known = SeenWindow & { readonly changes: readonly Change[] };

/** Everything about the windows that were asked for, in memory until one of them changes. */
function seenCache(view: View) {
  const known = new Map<number, Known>();
  const forget = ({ windowId }: { readonly windowId: number }) => void known.delete(windowId);
  view.on(windowChanged, forget);
  view.on(windowReminded, forget);
  view.onGap(() => known.clear());
  return (id: number): Known | undefined => {
    const seen = known.get(id) ?? load(view, id);
    if (seen && known.size < KNOWN_MOST) known.set(id, seen);
    return seen;
  };
}

const KNOWN_MOST = 500;

function load(view: View, id: number): Known | undefined {
  const seen = seeWindow(view, id);
  return seen && { ...seen, changes: view.of(changeStore).of(id, CHANGES_OF_ONE_MOST) };
}

/** One window as it stands now. */
export function windowNow(view: View, id: number, now: number): WindowNow | undefined {
  const seen = view.keep(seenCache)(id);
  return seen && { ...seen, phase: phaseOf(seen.window, now) };
}

/** These windows as they stand now. */
export function windowsNow(
  view: View,
  some: readonly MaintenanceWindow[],
  now: number,
): readonly WindowNow[] {
  return some.flatMap(({ id }) => windowNow(view, id, now) ?? []);
}

/** What the status page shows. */
export function seeSheet(view: View, now: number): Sheet {
  const all = windows(view);
  const active = all.filter(({ state }) => state === 'in-progress');
  const planned = all.filter(({ state }) => state === 'planned');
  const past = all.filter(({ state }) => state === 'finished' || state === 'cancelled');
  const standing = all.map((window) => ({ phase: phaseOf(window, now), startsAt: window.startsAt }));
  return {
    overall: overallOf(standing, now),
    active: windowsNow(view, active.slice(0, ACTIVE_SHOWN_MOST), now),
    planned: windowsNow(view, planned.slice(0, PLANNED_SHOWN_MOST), now),
    past: windowsNow(view, past.slice(0, PAST_SHOWN_MOST), now),
    more:
      active.length > ACTIVE_SHOWN_MOST ||
      planned.length > PLANNED_SHOWN_MOST ||
      past.length > PAST_SHOWN_MOST,
  };
}

/** The newest public changes with the windows they are about, newest first. */
export function newestChanges(
  view: View,
  now: number,
): readonly { readonly change: Change; readonly seen: WindowNow }[] {
  return view
    .of(changeStore)
    .newest(CHANGES_MOST)
    .flatMap((change) => {
      const seen = windowNow(view, change.windowId, now);
      return seen ? [{ change, seen }] : [];
    });
}
