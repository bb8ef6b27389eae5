import type { SeenStatus } from '#rooms/statuses/index.ts';
import { circleRings } from '#rooms/timelines/circle-rings.ts';
import { listFrames } from '#rooms/timelines/list-frames.ts';
import { lookerOf } from '#rooms/timelines/looker.ts';
import { publicRings } from '#rooms/timelines/public-rings.ts';
import { readPage, type TimelinePage } from '#rooms/timelines/read-page.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import { belongsHome, belongsOnList, type Looker } from '#rooms/timelines/rules/home.ts';
import { matchesTags, type TagQuery, tagIdsOf } from '#rooms/timelines/rules/tags.ts';
import { agreesWith, suitsStrangers } from '#rooms/timelines/rules/taste.ts';
import { timelineStore } from '#rooms/timelines/store.ts';
import { tagWalk } from '#rooms/timelines/tag-walk.ts';
import { both } from '#rooms/timelines/walk.ts';
import type { Bounds } from '#values/page.ts';
import type { View } from '#view/reader.ts';

/** Timelines for one viewer (undefined: a stranger), page by page, newest first. */

export type Origin = 'all' | 'local' | 'remote';

/** What everybody posts publicly. Nothing imported, no boosts, no replies to others. */
export function publicTimeline(
  view: View,
  viewerId: number | undefined,
  bounds: Bounds,
  wish: { readonly origin: Origin; readonly onlyMedia: boolean },
  now: number,
): TimelinePage {
  const walk = wish.onlyMedia ? view.of(timelineStore).publicMedia() : view.keep(publicRings)[wish.origin];
  const fromThere = (entry: Entry) =>
    wish.origin === 'all' || (entry.local === 1) === (wish.origin === 'local');
  return readPage(view, viewerId, walk, bounds, { early: fromThere, late: suits(view, viewerId, now) });
}

/** Public posts with the wanted hashtags, imported ones at their own date. */
export function hashtagTimeline(
  view: View,
  viewerId: number | undefined,
  bounds: Bounds,
  wish: { readonly tags: TagQuery; readonly origin: Origin; readonly onlyMedia: boolean },
  now: number,
): TimelinePage {
  const walk = tagWalk(view, wish.tags);
  const fits = suits(view, viewerId, now);
  const plain = wish.tags.any.length === 1 && wish.tags.all.length === 0 && wish.tags.none.length === 0;
  return readPage(view, viewerId, walk, bounds, {
    early: (entry) => wish.origin === 'all' || (entry.local === 1) === (wish.origin === 'local'),
    late: (status) =>
      fits(status) &&
      (!wish.onlyMedia || status.facts.media.length > 0) &&
      (plain || matchesTags(wish.tags, tagIdsOf(status))),
  });
}

/** What the reader's own people and hashtags brought. */
export function homeTimeline(view: View, readerId: number, bounds: Bounds, now: number): TimelinePage {
  const looker = lookerOf(view, readerId, now);
  const { following } = looker.relations;
  const people = (id: number) => id === readerId || following.has(id);
  const walk = view.keep(circleRings).of({ kind: 'home', id: readerId }, { people, tags: looker.tags });
  return readPage(view, readerId, walk, bounds, {
    early: (entry) => belongsHome(looker, entry, () => looker.tags.size > 0),
    late:
      looker.tags.size > 0 ? (status) => isForHome(looker, status) : (status) => agreesWith(looker, status),
    collapse: true,
  });
}

/** Whether a status that passed the gate belongs on the reader's home timeline, carrying these hashtags. */
export function isForHome(looker: Looker, status: SeenStatus, tagIds = tagIdsOf(status)): boolean {
  const hasTag = () => tagIds.some((id) => looker.tags.has(id)) && suitsStrangers(looker, status.author);
  return belongsHome(looker, status.facts.row, hasTag) && agreesWith(looker, status);
}

/** Undefined when the reader has no such list. */
export function listTimeline(
  view: View,
  readerId: number,
  listId: number,
  bounds: Bounds,
  now: number,
): TimelinePage | undefined {
  const list = view.keep(listFrames).of(listId);
  if (list?.accountId !== readerId) return undefined;
  const looker = lookerOf(view, readerId, now);
  const wanted = { people: (id: number) => list.members.has(id), tags: new Set<number>() };
  const walk = view.keep(circleRings).of({ kind: 'list', id: listId }, wanted);
  return readPage(view, readerId, walk, bounds, {
    early: (entry) => belongsOnList(looker, entry, list.members, list.repliesPolicy),
    late: (status) => agreesWith(looker, status),
    collapse: true,
  });
}

/** What is said to the reader alone, and by the reader to others alone. */
export function directTimeline(view: View, readerId: number, bounds: Bounds, now: number): TimelinePage {
  const store = view.of(timelineStore);
  const looker = lookerOf(view, readerId, now);
  const walk = both(store.direct(readerId), store.directTo(readerId));
  return readPage(view, readerId, walk, bounds, { late: (status) => agreesWith(looker, status) });
}

/** What public timelines show this viewer: authors they muted or whose server they blocked stay away, and silenced ones. */
export function suits(
  view: View,
  viewerId: number | undefined,
  now: number,
): (status: SeenStatus) => boolean {
  if (viewerId === undefined) return (status) => status.author.silenced === 0;
  const looker = lookerOf(view, viewerId, now);
  return (status) => suitsStrangers(looker, status.author) && agreesWith(looker, status, false);
}
