import { boundedMap } from '#machinery/bounded-map.ts';
import {
  PUBLIC,
  statusDeleted,
  statusEdited,
  statusesImported,
  statusPosted,
  statusStore,
} from '#rooms/statuses/index.ts';
import { entryOf } from '#rooms/timelines/recent.ts';
import { type Ring, ringOver } from '#rooms/timelines/ring.ts';
import { timelineStore } from '#rooms/timelines/store.ts';
import type { View } from '#view/reader.ts';

const TAGS_MOST = 200;
const KEPT_MOST = 400;

/** Hashtag timelines that are read now, by tag id. */
export function tagRings(view: View) {
  const warm = boundedMap<number, Ring>(TAGS_MOST);
  const store = view.of(timelineStore);
  view.on(statusPosted, (posted) => {
    if (posted.visibility !== PUBLIC || posted.boostOfId !== null || posted.tagIds.length === 0) return;
    const entry = entryOf(view, posted);
    for (const tagId of posted.tagIds) warm.get(tagId)?.add(entry);
  });
  view.on(statusDeleted, ({ id, tagIds }) => {
    for (const tagId of tagIds) warm.get(tagId)?.remove(id);
  });
  view.on(statusEdited, ({ id, visibility, addedTagIds, removedTagIds }) => {
    for (const tagId of removedTagIds) warm.get(tagId)?.remove(id);
    if (visibility !== PUBLIC || addedTagIds.length === 0) return;
    const [entry] = store.byIds([id]);
    if (entry) for (const tagId of addedTagIds) warm.get(tagId)?.add(entry);
  });
  view.on(statusesImported, ({ ids }) => {
    for (const tag of view.of(statusStore).tagsOf(JSON.stringify(ids))) warm.delete(tag.id);
  });
  view.onGap(() => warm.clear());

  return {
    of(tagId: number): Ring {
      const known = warm.get(tagId);
      if (known) return known;
      const ring = ringOver(store.tag(tagId), KEPT_MOST);
      warm.set(tagId, ring);
      return ring;
    },
  };
}
