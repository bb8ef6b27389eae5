import { PUBLIC, statusDeleted, statusPosted } from '#rooms/statuses/index.ts';
import { entryOf } from '#rooms/timelines/recent.ts';
import { ringOver } from '#rooms/timelines/ring.ts';
import { type Entry, isReplyToOthers } from '#rooms/timelines/rules/entry.ts';
import { timelineStore } from '#rooms/timelines/store.ts';
import { both } from '#rooms/timelines/walk.ts';
import type { View } from '#view/reader.ts';

const KEPT_MOST = 800;

/** The public timeline: all of it, what was written here, what was written elsewhere. */
export function publicRings(view: View) {
  const store = view.of(timelineStore);
  const rings = {
    all: ringOver(both(store.publicOf(0), store.publicOf(1)), KEPT_MOST),
    local: ringOver(store.publicOf(1), KEPT_MOST),
    remote: ringOver(store.publicOf(0), KEPT_MOST),
  };
  view.on(statusPosted, (posted) => {
    const entry = entryOf(view, posted);
    if (!belongsOnPublic(entry)) return;
    rings.all.add(entry);
    (entry.local === 1 ? rings.local : rings.remote).add(entry);
  });
  view.on(statusDeleted, ({ id }) => {
    for (const ring of Object.values(rings)) ring.remove(id);
  });
  view.onGap(() => {
    for (const ring of Object.values(rings)) ring.clear();
  });
  return rings;
}

/** Public, no boost, no reply to others. Imported statuses are never announced as posted. */
export function belongsOnPublic(entry: Entry): boolean {
  return entry.visibility === PUBLIC && entry.boostOfId === null && !isReplyToOthers(entry);
}
