import type { Place } from '#rooms/accounts/index.ts';
import type { DayOfUse } from '#rooms/hashtags/index.ts';
import { HALF_LIFE_HOURS, WINDOW_HOURS } from '#rooms/trends/rules/score.ts';
import type { TrendingTag } from '#rooms/trends/views.ts';

/** A day of a hashtag's history, as the client API has it: numbers as text, the day in seconds. */
export function toHistory(days: readonly DayOfUse[]) {
  return days.map(({ day, uses, accounts }) => ({
    day: String(day / 1_000),
    uses: String(uses),
    accounts: String(accounts),
  }));
}

/** A trending hashtag. `why` is our own: by how many people, in which window, fading how fast. */
export function toTrendingTag(tag: TrendingTag, place: Place) {
  return {
    id: String(tag.tagId),
    name: tag.name,
    url: `${place.origin}/tags/${encodeURIComponent(tag.name)}`,
    history: toHistory(tag.days),
    why: { accounts: tag.accounts, window_hours: WINDOW_HOURS, half_life_hours: HALF_LIFE_HOURS },
  };
}
