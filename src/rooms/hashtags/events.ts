import { eventKind } from '#view/command.ts';

/** An account follows a hashtag, or no longer does. */
export const tagFollowChanged = eventKind<{ readonly accountId: number; readonly tagId: number }>(
  'tag-follow-changed',
);
