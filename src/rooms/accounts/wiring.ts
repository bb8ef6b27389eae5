import { changeUserCommand } from '#rooms/accounts/change-user.ts';
import { coarsenCreated } from '#rooms/accounts/coarsen-created.ts';
import { createUserCommand } from '#rooms/accounts/create-user.ts';
import { updateProfileCommand } from '#rooms/accounts/update-profile.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  createUserCommand,
  changeUserCommand,
  updateProfileCommand,
  coarsenCreated,
];
