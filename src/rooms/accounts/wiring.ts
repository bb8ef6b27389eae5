import { changeUserCommand } from '#rooms/accounts/change-user.ts';
import { createUserCommand } from '#rooms/accounts/create-user.ts';
import type { AnyCommand } from '#view/command.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [createUserCommand, changeUserCommand];
