export { mediaChanged } from '#rooms/media/events.ts';
export { toAttachment } from '#rooms/media/mastodon.ts';
export { type MediaRow, mediaStore } from '#rooms/media/store.ts';
