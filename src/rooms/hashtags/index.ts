export { tagFollowChanged } from '#rooms/hashtags/events.ts';
export { followTag, unfollowTag } from '#rooms/hashtags/follow-tag.ts';
export { toHistory, toTag } from '#rooms/hashtags/mastodon.ts';
export { type TagRow, tagStore } from '#rooms/hashtags/store.ts';
export { takeTag } from '#rooms/hashtags/take-tag.ts';
export { type DayOfUse, hourOf, type ScoredTag, tagUseStore } from '#rooms/hashtags/use-store.ts';
export { daysOfUse, type SeenTag, seeTag, seeTags } from '#rooms/hashtags/views.ts';
