import { endorseCommand, unendorseCommand } from '#rooms/profiles/endorse.ts';
import { featureTagCommand, unfeatureTagCommand } from '#rooms/profiles/feature-tag.ts';
import { writeNoteCommand } from '#rooms/profiles/write-note.ts';
import type { AnyCommand } from '#view/command.ts';

export { routes } from '#rooms/profiles/client-api.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  endorseCommand,
  unendorseCommand,
  featureTagCommand,
  unfeatureTagCommand,
  writeNoteCommand,
];
