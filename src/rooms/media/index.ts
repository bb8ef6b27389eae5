export { mediaChanged } from '#rooms/media/events.ts';
export { toAttachment } from '#rooms/media/mastodon.ts';
export { type MediaRow, type MediaWords, mediaStore } from '#rooms/media/store.ts';
