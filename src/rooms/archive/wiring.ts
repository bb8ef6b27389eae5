import { importRelationsCommand } from '#rooms/archive/import-relations.ts';
import { importStatusesCommand } from '#rooms/archive/import-statuses.ts';
import { makeImportedAccountCommand } from '#rooms/archive/make-account.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  makeImportedAccountCommand,
  importStatusesCommand,
  importRelationsCommand,
];
