import type { Place } from '#rooms/accounts/index.ts';
import { toHistory } from '#rooms/hashtags/index.ts';
import { HALF_LIFE_HOURS, WINDOW_HOURS } from '#rooms/trends/rules/score.ts';
import type { TrendingTag } from '#rooms/trends/views.ts';

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
