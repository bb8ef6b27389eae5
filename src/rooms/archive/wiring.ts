import { importRelationsCommand } from '#rooms/archive/import-relations.ts';
import { importStatusesCommand } from '#rooms/archive/import-statuses.ts';
import { makeImportedAccountCommand } from '#rooms/archive/make-account.ts';
import type { AnyCommand } from '#view/command.ts';

export { cli } from '#rooms/archive/commands.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  makeImportedAccountCommand,
  importStatusesCommand,
  importRelationsCommand,
];
