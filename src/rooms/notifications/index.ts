export {
  conversationOf,
  conversationsOf,
  type SeenConversation,
} from '#rooms/notifications/conversation-views.ts';
export { conversationChanged, notificationMade } from '#rooms/notifications/events.ts';
export { groupsOf, type SeenGroup } from '#rooms/notifications/groups.ts';
export { toConversation, toNotification } from '#rooms/notifications/mastodon.ts';
export { notify } from '#rooms/notifications/notify.ts';
export { type SeenNotification, seeNotification, unreadRows } from '#rooms/notifications/views.ts';
