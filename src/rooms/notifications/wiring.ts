import { leaveConversationCommand, markConversationCommand } from '#rooms/notifications/conversations.ts';
import {
  clearNotificationsCommand,
  dismissCommand,
  dismissGroupCommand,
} from '#rooms/notifications/dismiss.ts';
import { moveMarkersCommand } from '#rooms/notifications/move-markers.ts';
import { notifyManyCommand } from '#rooms/notifications/notify-many.ts';
import { sweepNotifications } from '#rooms/notifications/sweep.ts';
import type { AnyCommand } from '#view/command.ts';

export { reactions } from '#rooms/notifications/reactions.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  notifyManyCommand,
  sweepNotifications,
  dismissCommand,
  dismissGroupCommand,
  clearNotificationsCommand,
  moveMarkersCommand,
  markConversationCommand,
  leaveConversationCommand,
];
