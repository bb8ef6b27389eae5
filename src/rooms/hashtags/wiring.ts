import { followTagCommand, unfollowTagCommand } from '#rooms/hashtags/follow-tag.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [followTagCommand, unfollowTagCommand];
