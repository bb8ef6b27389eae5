import { accountCards } from '#rooms/accounts/index.ts';
import { FOLLOWERS, type SeenStatus, seeStatuses } from '#rooms/statuses/index.ts';
import { readPage, type TimelinePage } from '#rooms/timelines/read-page.ts';
import { isReplyToOthers } from '#rooms/timelines/rules/entry.ts';
import { tagIdsOf } from '#rooms/timelines/rules/tags.ts';
import { timelineStore } from '#rooms/timelines/store.ts';
import { both } from '#rooms/timelines/walk.ts';
import type { Bounds } from '#values/page.ts';
import type { View } from '#view/reader.ts';

/** One account's statuses for one viewer, as its profile shows them. */

const PINNED_MOST = 20;

export type AccountWish = {
  readonly excludeReplies: boolean;
  readonly excludeBoosts: boolean;
  readonly onlyMedia: boolean;
  /** The id of a hashtag; 0 for one that nobody used. */
  readonly tagId: number | undefined;
};

/** One account's statuses, imported ones at their own date. Undefined when there is no such account. */
export function accountTimeline(
  view: View,
  viewerId: number | undefined,
  accountId: number,
  bounds: Bounds,
  wish: AccountWish,
): TimelinePage | undefined {
  if (!view.keep(accountCards).byId(accountId)) return undefined;
  const store = view.of(timelineStore);
  const walk = wish.onlyMedia
    ? store.authorMedia(accountId)
    : both(store.author(accountId, 0), store.author(accountId, 1));
  return readPage(view, viewerId, walk, bounds, {
    early: (entry) =>
      !(wish.excludeBoosts && entry.boostOfId !== null) &&
      !(wish.excludeReplies && isReplyToOthers(entry)) &&
      !(viewerId === undefined && entry.visibility >= FOLLOWERS),
    ...(wish.tagId === undefined
      ? {}
      : { late: (status: SeenStatus) => tagIdsOf(status).includes(wish.tagId!) }),
  });
}

/** An account's pinned statuses, the newest pin first. They are few and have no pages. */
export function pinnedStatuses(
  view: View,
  viewerId: number | undefined,
  accountId: number,
): readonly SeenStatus[] {
  return seeStatuses(view, viewerId, view.of(timelineStore).pinned(accountId, PINNED_MOST));
}
