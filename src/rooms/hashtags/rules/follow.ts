import { Refusal } from '#values/refusal.ts';

export const FOLLOWED_TAGS_MOST = 400;

/** Refuses one followed hashtag too many: home timelines keep all of them in memory. */
export function checkTagFollows(present: number): void {
  if (present >= FOLLOWED_TAGS_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: You cannot follow more than ${FOLLOWED_TAGS_MOST} hashtags`,
    );
}
