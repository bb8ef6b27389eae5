import { toAnnouncement } from '#rooms/maintenance/announcements.ts';
import { windowChanged } from '#rooms/maintenance/events.ts';
import { isOpen } from '#rooms/maintenance/rules/window.ts';
import { windowStore } from '#rooms/maintenance/store.ts';
import { type Teller, toEveryone } from '#rooms/streaming/index.ts';

/** Everybody's stream tells of an announcement that is new or changed, and of one that is over. */
export const tellers: readonly Teller[] = [
  toEveryone(windowChanged, (house, { windowId, what }) => {
    const window = house.view().of(windowStore).byId(windowId);
    if (window && isOpen(window))
      return { event: 'announcement', payload: JSON.stringify(toAnnouncement(house, window)) };
    const over = what === 'finished' || what === 'cancelled';
    return over ? { event: 'announcement.delete', payload: String(windowId) } : undefined;
  }),
];
