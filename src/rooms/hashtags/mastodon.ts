import type { Place } from '#rooms/accounts/index.ts';
import type { DayOfUse } from '#rooms/hashtags/use-store.ts';
import type { SeenTag } from '#rooms/hashtags/views.ts';

/** A hashtag as the client API shows it; what the viewer does with it is left out for strangers. */
export function toTag({ tag, days }: SeenTag, viewerId: number | undefined, place: Place) {
  return {
    id: tag.id === 0 ? '' : String(tag.id),
    name: tag.name,
    url: `${place.origin}/tags/${encodeURIComponent(tag.name)}`,
    history: toHistory(days),
    ...(viewerId === undefined ? {} : { following: tag.following === 1, featuring: tag.featuring === 1 }),
  };
}

/** A hashtag's use by day, as the client API has it: numbers as text, the day in seconds. */
export function toHistory(days: readonly DayOfUse[]) {
  return days.map(({ day, uses, accounts }) => ({
    day: String(day / 1_000),
    uses: String(uses),
    accounts: String(accounts),
  }));
}
