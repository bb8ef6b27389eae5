import { deleteMediaCommand, describeMediaCommand, sweepMediaCommand } from '#rooms/media/change-media.ts';
import { uploadCommand } from '#rooms/media/upload.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  uploadCommand,
  describeMediaCommand,
  deleteMediaCommand,
  sweepMediaCommand,
];
