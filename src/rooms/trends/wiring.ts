import { forgetUsesCommand } from '#rooms/trends/forget-uses.ts';
import type { AnyCommand } from '#view/command.ts';

export { reactions } from '#rooms/trends/reactions.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [forgetUsesCommand];
