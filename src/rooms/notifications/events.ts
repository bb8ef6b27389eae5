import { eventKind } from '#view/command.ts';

/** Somebody is told of something: streams and push listen. */
export const notificationMade = eventKind<{ readonly id: number; readonly accountId: number }>(
  'notification-made',
);

/** What the seats of a direct conversation show changed for an account: a new message, read, or gone. */
export const conversationChanged = eventKind<{
  readonly accountId: number;
  readonly conversationId: number;
}>('conversation-changed');
