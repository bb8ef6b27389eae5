import type { House } from '#machinery/house.ts';
import { accountClosed } from '#rooms/accounts/index.ts';
import { type DayOfUse, daysOfUse, hourOf, type ScoredTag, tagUseStore } from '#rooms/hashtags/index.ts';
import { type SeenStatus, seeStatuses, statusDeleted, statusEdited } from '#rooms/statuses/index.ts';
import { ACCOUNTS_LEAST, HALF_LIFE_HOURS, rankMarked, WINDOW_HOURS } from '#rooms/trends/rules/score.ts';
import { trendStore } from '#rooms/trends/store.ts';
import type { View } from '#view/reader.ts';

const TAGS_MOST = 100;
const MARKED_MOST = 2_000;
const STATUSES_MOST = 200;
const FRESH_FOR_MS = 30_000;
const HOUR_MS = 3_600_000;

/** A hashtag that is talked about, and why: by how many people lately, with the use of each of the last seven days. */
export type TrendingTag = ScoredTag & { readonly days: readonly DayOfUse[] };

type Kept = {
  tags?: { readonly at: number; readonly list: readonly TrendingTag[] };
  statuses?: { readonly at: number; readonly ids: readonly number[] };
};

/** Trends as of at most 30 s ago; what is removed is gone from them at once. */
function trendCache(view: View): Kept {
  const kept: Kept = {};
  const drop = () => {
    delete kept.tags;
    delete kept.statuses;
  };
  view.on(statusDeleted, drop);
  view.on(statusEdited, drop);
  view.on(accountClosed, drop);
  view.onGap(drop);
  return kept;
}

/** Hashtags by distinct accounts with decay, strongest first. */
export function trendingTags(house: House, most: number, offset = 0): readonly TrendingTag[] {
  const view = house.view();
  const now = house.world.now();
  const kept = view.keep(trendCache);
  if (!kept.tags || now - kept.tags.at > FRESH_FOR_MS || now < kept.tags.at)
    kept.tags = { at: now, list: readTags(view, now) };
  return kept.tags.list.slice(offset, offset + most);
}

function readTags(view: View, now: number): TrendingTag[] {
  const hour = hourOf(now);
  const scored = view.of(tagUseStore).scored(hour, HALF_LIFE_HOURS, WINDOW_HOURS, ACCOUNTS_LEAST, TAGS_MOST);
  const days = daysOfUse(
    view,
    scored.map((tag) => tag.tagId),
    now,
  );
  return scored.map((tag) => ({ ...tag, days: days.get(tag.tagId) ?? [] }));
}

/** Public posts that many marked lately, for one viewer. */
export function trendingStatuses(
  house: House,
  viewerId: number | undefined,
  most: number,
  offset = 0,
): SeenStatus[] {
  const view = house.view();
  const now = house.world.now();
  const kept = view.keep(trendCache);
  if (!kept.statuses || now - kept.statuses.at > FRESH_FOR_MS || now < kept.statuses.at) {
    const marked = view.of(trendStore).markedSince(now - WINDOW_HOURS * HOUR_MS, MARKED_MOST);
    kept.statuses = { at: now, ids: rankMarked(marked, now).slice(0, STATUSES_MOST) };
  }
  return seeStatuses(view, viewerId, kept.statuses.ids.slice(offset, offset + most));
}
