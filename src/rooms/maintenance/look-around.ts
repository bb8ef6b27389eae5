import { channelStore, channelWindowStore, overlaps } from '#rooms/channels/index.ts';
import { record } from '#rooms/ledger/index.ts';
import { alertStore, type WindowAlert } from '#rooms/maintenance/alert-store.ts';
import { windowAlerted } from '#rooms/maintenance/events.ts';
import { notCovered, type Theirs } from '#rooms/maintenance/rules/alerts.ts';
import { nameOfWindow } from '#rooms/maintenance/rules/facts.ts';
import { isOpen, type MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';
import { noticeStore } from '#rooms/notices/index.ts';
import { iso } from '#values/time.ts';
import type { ApplyContext } from '#view/command.ts';

/** Alerts of one window; more would say nothing more. */
const ALERTS_MOST = 5;

/**
 * Looks what of others is in the way of a window now. What is new goes on the record; what is gone is forgotten. Nothing of
 * it changes the plan: that is for people. Answers how many are new. In apply.
 */
export function lookAround(
  ctx: ApplyContext,
  window: MaintenanceWindow,
  channels: readonly Theirs[] = workOfChannels(ctx),
): number {
  const store = ctx.of(alertStore);
  const all = isOpen(window) ? [...ofNotice(ctx, window), ...overlaps(window, channels)] : [];
  const found = all.slice(0, ALERTS_MOST);
  const known = store.of(window.id);
  for (const alert of known) if (!found.some((one) => same(one, alert))) store.remove(window.id, alert);
  const fresh = found.filter((one) => !known.some((alert) => same(alert, one)));
  for (const one of fresh) alert(ctx, window, one);
  if (fresh.length > 0) ctx.emit(windowAlerted, { windowId: window.id });
  return fresh.length;
}

function alert(ctx: ApplyContext, window: MaintenanceWindow, theirs: Theirs): void {
  ctx.of(alertStore).add(window.id, { ...theirs, at: ctx.at });
  record(ctx, {
    kind: 'window-conflict',
    about: nameOfWindow(window.id),
    facts: { with: theirs.about, startsAt: iso(theirs.startsAt), endsAt: iso(theirs.endsAt) },
  });
}

function same(one: Theirs, other: Theirs | WindowAlert): boolean {
  return one.about === other.about && one.startsAt === other.startsAt && one.endsAt === other.endsAt;
}

/** Planned work of watched services that is not over. In apply. */
export function workOfChannels(ctx: ApplyContext): readonly Theirs[] {
  const windows = ctx.of(channelWindowStore);
  const watched = ctx.of(channelStore).all();
  return watched
    .filter(({ kind }) => kind !== 'freezes')
    .flatMap(({ id }) =>
      windows
        .of(id)
        .filter(({ state, endsAt }) => state !== 'completed' && endsAt > ctx.at)
        .map(({ startsAt, endsAt }) => ({ about: `channel/${id}`, startsAt, endsAt })),
    );
}

/** The provider's notice, where our slot no longer covers what it says: it was moved, or called off. */
function ofNotice(ctx: ApplyContext, window: MaintenanceWindow): readonly Theirs[] {
  if (window.noticeId === null) return [];
  const about = `notice/${window.noticeId}`;
  const windows = ctx.of(noticeStore).byId(window.noticeId)?.windows ?? [];
  const theirs = windows.map(({ startsAt, endsAt, status }) => ({ about, startsAt, endsAt, status }));
  const alive = theirs.filter(({ status }) => status !== 'CANCELLED');
  return alive.length > 0 ? notCovered(window, alive) : theirs;
}
