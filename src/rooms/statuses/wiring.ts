import { bookmarkCommand, unbookmarkCommand } from '#rooms/statuses/bookmark.ts';
import { boostCommand, unboostCommand } from '#rooms/statuses/boost.ts';
import { deleteStatus, sweepStatus } from '#rooms/statuses/delete-status.ts';
import { editStatusCommand } from '#rooms/statuses/edit-status.ts';
import { favouriteCommand, unfavouriteCommand } from '#rooms/statuses/favourite.ts';
import { muteConversationCommand, unmuteConversationCommand } from '#rooms/statuses/mute-conversation.ts';
import { pinCommand, unpinCommand } from '#rooms/statuses/pin.ts';
import { postStatus } from '#rooms/statuses/post-status.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
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
