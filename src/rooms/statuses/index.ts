export { bookmarkCommand } from '#rooms/statuses/bookmark.ts';
export { newPostForm } from '#rooms/statuses/compose-form.ts';
export {
  conversationMuted,
  statusCounted,
  statusDeleted,
  statusEdited,
  statusesImported,
  statusFavourited,
  statusFlagged,
  statusPosted,
  statusUnfavourited,
} from '#rooms/statuses/events.ts';
export { markStore } from '#rooms/statuses/mark-store.ts';
export { toStatus } from '#rooms/statuses/mastodon.ts';
export { pinCommand } from '#rooms/statuses/pin.ts';
export { postPath, toPictureCard, toPostCard } from '#rooms/statuses/post-card.ts';
export { type PostDraft, post } from '#rooms/statuses/post-status.ts';
export { rendererOf } from '#rooms/statuses/render.ts';
export { LENGTH_MOST, MEDIA_MOST } from '#rooms/statuses/rules/compose.ts';
export { ESTIMATED, REPLAY, REPLAY_SCOPE } from '#rooms/statuses/rules/labels.ts';
export { PINS_MOST } from '#rooms/statuses/rules/pin.ts';
export {
  DIRECT,
  FOLLOWERS,
  PUBLIC,
  UNLISTED,
  VISIBILITIES,
  visibilityCode,
  visibilityName,
} from '#rooms/statuses/rules/visibility.ts';
export { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
export {
  type SeenStatus,
  type Showing,
  seeStatus,
  seeStatuses,
  showStatus,
  visibleInApply,
} from '#rooms/statuses/views.ts';
