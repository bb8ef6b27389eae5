export { tagFollowChanged } from '#rooms/hashtags/events.ts';
export { type TagRow, tagStore } from '#rooms/hashtags/store.ts';
export { takeTag } from '#rooms/hashtags/take-tag.ts';
export { type DayOfUse, hourOf, type ScoredTag, tagUseStore } from '#rooms/hashtags/use-store.ts';
