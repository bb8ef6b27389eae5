import { addMembersCommand, removeMembersCommand } from '#rooms/lists/change-members.ts';
import { deleteListCommand, sweepListCommand } from '#rooms/lists/delete-list.ts';
import { changeListCommand, makeListCommand } from '#rooms/lists/write-list.ts';
import type { AnyCommand } from '#view/command.ts';

export { routes } from '#rooms/lists/client-api.ts';
export { jobs } from '#rooms/lists/jobs.ts';
export { reactions } from '#rooms/lists/reactions.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  makeListCommand,
  changeListCommand,
  deleteListCommand,
  sweepListCommand,
  addMembersCommand,
  removeMembersCommand,
];
