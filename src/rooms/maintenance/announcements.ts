import { type House, submit } from '#machinery/house.ts';
import { dismissalStore } from '#rooms/maintenance/dismissal-store.ts';
import { windowToChange } from '#rooms/maintenance/keep-change.ts';
import { isOpen, type MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';
import { announcementHtml, ownLanguages, windowUrl } from '#rooms/maintenance/say-window.ts';
import { windowStore } from '#rooms/maintenance/store.ts';
import { windows } from '#rooms/maintenance/views.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { Refusal } from '#values/refusal.ts';
import { type ShownZone, shownZone } from '#values/shown-zones.ts';
import { iso } from '#values/time.ts';
import { defineCommand } from '#view/command.ts';

/** Windows that are announced at once, the nearest first. */
const ANNOUNCED_MOST = 20;

/**
 * A window as the client API's Announcement, without the reader's mark. `starts_at` and `ends_at` stay empty: clients take
 * them for the time in which an announcement is shown, so the warning would appear only once the work began. The times are
 * in the text, in every zone the operator shows.
 */
export function toAnnouncement(house: House, window: MaintenanceWindow) {
  const settings = settingsOf(house.view());
  const telling = {
    zones: withUtc(settings.status_zones),
    url: windowUrl(house.origin, window.id),
    now: house.world.now(),
  };
  return {
    id: String(window.id),
    content: announcementHtml(window, ownLanguages(settings), telling),
    starts_at: null,
    ends_at: null,
    all_day: false,
    published: true,
    published_at: iso(window.createdAt),
    updated_at: iso(window.changedAt),
    mentions: [],
    statuses: [],
    tags: [],
    emojis: [],
    reactions: [],
  };
}

/** The zones an operator shows, and always UTC, since apps are read everywhere. */
function withUtc(zones: readonly ShownZone[]): readonly ShownZone[] {
  return zones.some(({ zone }) => zone === 'UTC') ? zones : [shownZone('UTC'), ...zones];
}

/** What is announced to one reader. One that was dismissed comes back when its window changes. */
export function announcementsFor(house: House, accountId: number, withDismissed: boolean) {
  const view = house.view();
  const open = windows(view).filter(isOpen).slice(0, ANNOUNCED_MOST);
  const read = view.of(dismissalStore).of(accountId);
  return open
    .map((window) => ({ window, read: (read.get(window.id) ?? -1) >= window.sequence }))
    .filter((one) => withDismissed || !one.read)
    .map((one) => ({ ...toAnnouncement(house, one.window), read: one.read }));
}

/** An announced window. Refuses one that is over or never was. */
export function announced(house: House, id: number): MaintenanceWindow {
  const window = house.view().of(windowStore).byId(id);
  if (!window || !isOpen(window)) throw new Refusal('not-found', 'Record not found');
  return window;
}

/** Marks an announcement as read, until its window changes. */
export async function dismissAnnouncement(house: House, accountId: number, windowId: number): Promise<void> {
  const { sequence } = announced(house, windowId);
  await submit(house, dismissCommand, { windowId, accountId, sequence });
}

type Dismiss = { readonly windowId: number; readonly accountId: number; readonly sequence: number };

export const dismissCommand = defineCommand('dismiss-announcement/1', (ctx, body: Dismiss) => {
  if (!isOpen(windowToChange(ctx, body.windowId))) throw new Refusal('not-found', 'Record not found');
  ctx.of(dismissalStore).put(body.windowId, body.accountId, body.sequence);
  return {};
});

const SWEPT_AT_ONCE = 400;

/** Forgets who dismissed the announcement of a window that is over, some at a time; true while more may be left. */
export const sweepDismissalsCommand = defineCommand(
  'sweep-dismissals/1',
  (ctx, { windowId }: { readonly windowId: number }) => ({
    left: ctx.of(dismissalStore).removeSome(windowId, SWEPT_AT_ONCE),
  }),
);
