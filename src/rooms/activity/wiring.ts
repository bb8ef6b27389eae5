import { closeBucketCommand } from '#rooms/activity/close-bucket.ts';
import { countReadersCommand } from '#rooms/activity/count-readers.ts';
import { protectGroupCommand, unprotectGroupCommand } from '#rooms/activity/protect-group.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  closeBucketCommand,
  countReadersCommand,
  protectGroupCommand,
  unprotectGroupCommand,
];
