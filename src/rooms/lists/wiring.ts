import { addMembersCommand, removeMembersCommand } from '#rooms/lists/change-members.ts';
import { deleteListCommand, sweepListCommand } from '#rooms/lists/delete-list.ts';
import { changeListCommand, makeListCommand } from '#rooms/lists/write-list.ts';
import type { AnyCommand } from '#view/command.ts';

export { reactions } from '#rooms/lists/reactions.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  makeListCommand,
  changeListCommand,
  deleteListCommand,
  sweepListCommand,
  addMembersCommand,
  removeMembersCommand,
];
