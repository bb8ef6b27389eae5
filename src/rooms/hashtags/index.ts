export { tagFollowChanged } from '#rooms/hashtags/events.ts';
export { type TagRow, tagStore } from '#rooms/hashtags/store.ts';
export { takeTag } from '#rooms/hashtags/take-tag.ts';
