export { newPostForm } from '#rooms/statuses/compose-form.ts';
export {
  statusCounted,
  statusDeleted,
  statusEdited,
  statusesImported,
  statusFavourited,
  statusFlagged,
  statusPosted,
} from '#rooms/statuses/events.ts';
export { toStatus } from '#rooms/statuses/mastodon.ts';
export { ESTIMATED, postPath, REPLAY, toPictureCard, toPostCard } from '#rooms/statuses/post-card.ts';
export { rendererOf } from '#rooms/statuses/render.ts';
export { DIRECT, FOLLOWERS, PUBLIC, UNLISTED } from '#rooms/statuses/rules/visibility.ts';
export { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
export { type SeenStatus, seeStatus, seeStatuses, visibleInApply } from '#rooms/statuses/views.ts';
