import { type OwnTag, tagFollowStore } from '#rooms/hashtags/follow-store.ts';
import { tagStore } from '#rooms/hashtags/store.ts';
import { type DayOfUse, hourOf, tagUseStore } from '#rooms/hashtags/use-store.ts';
import { hashtagKey, isHashtag } from '#values/hashtag.ts';
import type { View } from '#view/reader.ts';
import type { Position, Stretch } from '#view/relation-page.ts';

const DAY_MS = 86_400_000;
const DAYS_SHOWN = 7;
const NOBODY = 0;

/** A hashtag for one viewer, with its use on each of the last seven days. */
export type SeenTag = { readonly tag: OwnTag; readonly days: readonly DayOfUse[] };

/** A hashtag by any of its spellings; one that nobody used yet has the id 0. Undefined for what cannot be one. */
export function seeTag(
  view: View,
  viewerId: number | undefined,
  name: string,
  now: number,
): SeenTag | undefined {
  if (!isHashtag(name)) return undefined;
  const key = hashtagKey(name);
  const known = view.of(tagStore).byKey(key);
  if (known) return seeTags(view, viewerId, [known.id], now)[0];
  return { tag: { id: 0, key, name, following: 0, featuring: 0 }, days: daysOfUse(view, [0], now).get(0)! };
}

/** Hashtags by id, in the order asked: two queries, however many. */
export function seeTags(
  view: View,
  viewerId: number | undefined,
  ids: readonly number[],
  now: number,
): SeenTag[] {
  const tags = view.of(tagFollowStore).own(viewerId ?? NOBODY, ids);
  const days = daysOfUse(view, ids, now);
  return tags.map((tag) => ({ tag, days: days.get(tag.id) ?? [] }));
}

/** A page of the hashtags an account follows, the latest first, and where each stands. */
export function followedTags(
  view: View,
  accountId: number,
  stretch: Stretch,
  now: number,
): { readonly page: readonly Position[]; readonly tags: readonly SeenTag[] } {
  const page = view.of(tagFollowStore).page(accountId, stretch);
  const ids = page.map((position) => position.id);
  return { page, tags: seeTags(view, accountId, ids, now) };
}

/** The use of hashtags on each of the last seven days, today first, days without use as zeros. `now` in milliseconds. */
export function daysOfUse(view: View, tagIds: readonly number[], now: number): Map<number, DayOfUse[]> {
  const today = Math.floor(hourOf(now) / 24);
  const rows = view.of(tagUseStore).days(JSON.stringify(tagIds), (today - DAYS_SHOWN + 1) * 24);
  const found = new Map(rows.map((row) => [`${row.tagId}/${row.day}`, row]));
  const daysOf = (tagId: number) =>
    Array.from({ length: DAYS_SHOWN }, (_, back) => {
      const day = (today - back) * DAY_MS;
      return found.get(`${tagId}/${day}`) ?? { tagId, day, uses: 0, accounts: 0 };
    });
  return new Map(tagIds.map((tagId) => [tagId, daysOf(tagId)]));
}
