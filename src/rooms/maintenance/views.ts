import { channelStore } from '#rooms/channels/index.ts';
import { alertStore, type WindowAlert } from '#rooms/maintenance/alert-store.ts';
import { windowChanged, windowReminded } from '#rooms/maintenance/events.ts';
import { outcomeStore } from '#rooms/maintenance/minute-store.ts';
import { OPEN_MOST } from '#rooms/maintenance/rules/check-plan.ts';
import type { WindowOutcome } from '#rooms/maintenance/rules/outcome.ts';
import type { MaintenanceWindow, WindowSlot, WindowUpdate } from '#rooms/maintenance/rules/window.ts';
import { slotStore, updateStore } from '#rooms/maintenance/slot-store.ts';
import { windowStore } from '#rooms/maintenance/store.ts';
import type { View } from '#view/reader.ts';

/** Windows that are over, as far back as lists go. */
export const PAST_MOST = 100;

/** All windows that lists show, in memory, read anew after a change: every page asks whether work is near. */
function windowCache(view: View) {
  let known: readonly MaintenanceWindow[] | undefined;
  const forget = () => {
    known = undefined;
  };
  view.on(windowChanged, forget);
  view.on(windowReminded, forget);
  view.onGap(forget);
  return () => {
    const store = view.of(windowStore);
    known ??= [
      ...store.inState('in-progress', OPEN_MOST),
      ...store.inState('planned', OPEN_MOST),
      ...store.over(PAST_MOST),
    ];
    return known;
  };
}

/** Windows under way first, then those planned by their start, then the latest that are over, the newest first. */
export function windows(view: View): readonly MaintenanceWindow[] {
  return view.keep(windowCache)();
}

/** A window with every slot it had (the newest last), what staff said, and what was measured once it is over. */
export type SeenWindow = {
  readonly window: MaintenanceWindow;
  readonly slots: readonly WindowSlot[];
  readonly updates: readonly WindowUpdate[];
  readonly outcome: WindowOutcome | null;
  /** Work of others that is in its way now. */
  readonly alerts: readonly SeenAlert[];
};

/** An alert with what the other's thing is called here: a channel's name, a notice's number. */
export type SeenAlert = WindowAlert & { readonly name: string };

export function seeWindow(view: Pick<View, 'of'>, id: number): SeenWindow | undefined {
  const window = view.of(windowStore).byId(id);
  if (!window) return undefined;
  return {
    window,
    slots: view.of(slotStore).of(id),
    updates: view.of(updateStore).of(id),
    outcome: view.of(outcomeStore).of(id) ?? null,
    alerts: view
      .of(alertStore)
      .of(id)
      .map((alert) => ({ ...alert, name: nameOf(view, alert) })),
  };
}

function nameOf(view: Pick<View, 'of'>, { about }: WindowAlert): string {
  const [kind, id] = about.split('/');
  return (kind === 'channel' && view.of(channelStore).byId(Number(id))?.name) || about;
}

const OF_NOTICE_MOST = 50;

/** Windows that answer to a provider's notice. */
export function windowsOfNotice(view: Pick<View, 'of'>, noticeId: number): readonly MaintenanceWindow[] {
  return view.of(windowStore).ofNotice(noticeId, OF_NOTICE_MOST);
}
