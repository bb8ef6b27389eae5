import type { Route } from '#machinery/http/route.ts';
import { bookmarkCommand, unbookmarkCommand } from '#rooms/statuses/bookmark.ts';
import { boostCommand, unboostCommand } from '#rooms/statuses/boost.ts';
import { statusRoutes } from '#rooms/statuses/client-api.ts';
import { deleteStatus, sweepStatus } from '#rooms/statuses/delete-status.ts';
import { editStatusCommand } from '#rooms/statuses/edit-status.ts';
import { favouriteCommand, unfavouriteCommand } from '#rooms/statuses/favourite.ts';
import { markRoutes } from '#rooms/statuses/mark-api.ts';
import { muteConversationCommand, unmuteConversationCommand } from '#rooms/statuses/mute-conversation.ts';
import { pinCommand, unpinCommand } from '#rooms/statuses/pin.ts';
import { postStatus } from '#rooms/statuses/post-status.ts';
import type { AnyCommand } from '#view/command.ts';

export { jobs } from '#rooms/statuses/jobs.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  postStatus,
  editStatusCommand,
  deleteStatus,
  sweepStatus,
  boostCommand,
  unboostCommand,
  favouriteCommand,
  unfavouriteCommand,
  bookmarkCommand,
  unbookmarkCommand,
  pinCommand,
  unpinCommand,
  muteConversationCommand,
  unmuteConversationCommand,
];

export const routes: readonly Route[] = [...statusRoutes, ...markRoutes];
