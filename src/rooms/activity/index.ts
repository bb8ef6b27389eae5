export { closeBucketCommand, SERVER } from '#rooms/activity/close-bucket.ts';
export { countReaders } from '#rooms/activity/count-readers.ts';
export { protectGroup, WEIGHT_MOST } from '#rooms/activity/protect-group.ts';
export { type ActiveGroup, protectedGroups, usualActivity } from '#rooms/activity/views.ts';
