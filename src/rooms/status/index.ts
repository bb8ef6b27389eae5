export { atomFeed, calendarFeed, statuspageJson } from '#rooms/status/feed-sources.ts';
export { writeMirror } from '#rooms/status/keep-mirror.ts';
export { mirrorFiles } from '#rooms/status/mirror-files.ts';
