export { describeMedia, dropMedia } from '#rooms/media/change-media.ts';
export { mediaChanged } from '#rooms/media/events.ts';
export { toAttachment } from '#rooms/media/mastodon.ts';
export { checkDescription, DESCRIPTION_MOST, parseFocus } from '#rooms/media/rules/words.ts';
export { type MediaRow, type MediaWords, mediaStore } from '#rooms/media/store.ts';
export { upload } from '#rooms/media/upload.ts';
