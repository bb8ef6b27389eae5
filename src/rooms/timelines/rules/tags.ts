import type { SeenStatus } from '#rooms/statuses/index.ts';

/** Which hashtags a timeline wants, as tag ids. `any` holds at least one; a hashtag nobody used has no id and matches nothing. */
export type TagQuery = {
  readonly any: readonly number[];
  readonly all: readonly number[];
  readonly none: readonly number[];
};

/** Whether a status with these tags is wanted: one of `any`, every one of `all`, not one of `none`. */
export function matchesTags(query: TagQuery, tagIds: readonly number[]): boolean {
  return (
    query.any.some((id) => tagIds.includes(id)) &&
    query.all.every((id) => tagIds.includes(id)) &&
    !query.none.some((id) => tagIds.includes(id))
  );
}

export function tagIdsOf(status: SeenStatus): readonly number[] {
  return status.facts.tags.map((tag) => tag.id);
}
