import { followTagCommand, unfollowTagCommand } from '#rooms/hashtags/follow-tag.ts';
import type { AnyCommand } from '#view/command.ts';

export { routes } from '#rooms/hashtags/client-api.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [followTagCommand, unfollowTagCommand];
