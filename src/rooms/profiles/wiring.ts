import { endorseCommand, unendorseCommand } from '#rooms/profiles/endorse.ts';
import { featureTagCommand, unfeatureTagCommand } from '#rooms/profiles/feature-tag.ts';
import { writeNoteCommand } from '#rooms/profiles/write-note.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  endorseCommand,
  unendorseCommand,
  featureTagCommand,
  unfeatureTagCommand,
  writeNoteCommand,
];
