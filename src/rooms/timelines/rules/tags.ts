import type { SeenStatus } from '#rooms/statuses/index.ts';

/** Which hashtags a timeline wants, as ids or keys. `any` holds at least one; a hashtag nobody used matches nothing. */
export type TagQuery<T = number> = {
  readonly any: readonly T[];
  readonly all: readonly T[];
  readonly none: readonly T[];
};

/** Whether a status with these tags is wanted: one of `any`, every one of `all`, not one of `none`. */
export function matchesTags<T>(query: TagQuery<T>, tags: readonly T[]): boolean {
  return (
    query.any.some((tag) => tags.includes(tag)) &&
    query.all.every((tag) => tags.includes(tag)) &&
    !query.none.some((tag) => tags.includes(tag))
  );
}

export function tagIdsOf(status: SeenStatus): readonly number[] {
  return status.facts.tags.map((tag) => tag.id);
}
