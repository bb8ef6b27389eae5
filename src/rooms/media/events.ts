import { eventKind } from '#view/command.ts';

/** A file's description, focus or place changed. `statusId` is null while it is not attached. */
export const mediaChanged = eventKind<{ readonly id: number; readonly statusId: number | null }>(
  'media-changed',
);
