import type { Route } from '#machinery/http/route.ts';
import { notificationRoutes } from '#rooms/notifications/client-api.ts';
import { conversationRoutes } from '#rooms/notifications/conversation-api.ts';
import { leaveConversationCommand, markConversationCommand } from '#rooms/notifications/conversations.ts';
import {
  clearNotificationsCommand,
  dismissCommand,
  dismissGroupCommand,
} from '#rooms/notifications/dismiss.ts';
import { groupedRoutes } from '#rooms/notifications/grouped-api.ts';
import { markerRoutes } from '#rooms/notifications/marker-api.ts';
import { moveMarkersCommand } from '#rooms/notifications/move-markers.ts';
import { notifyManyCommand } from '#rooms/notifications/notify-many.ts';
import { policyRoutes } from '#rooms/notifications/policy-api.ts';
import { sweepNotifications } from '#rooms/notifications/sweep.ts';
import type { AnyCommand } from '#view/command.ts';

export { jobs } from '#rooms/notifications/jobs.ts';
export { reactions } from '#rooms/notifications/reactions.ts';

/** What `app.ts` plugs in. */
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

/** Policies first: their paths must not be taken for group keys. */
export const routes: readonly Route[] = [
  ...policyRoutes,
  ...notificationRoutes,
  ...groupedRoutes,
  ...markerRoutes,
  ...conversationRoutes,
];
