import { eventKind } from '#view/command.ts';

/** A status is there. Streams and timelines listen; imports say `statusImported` instead. */
export const statusPosted = eventKind<{
  readonly id: number;
  readonly accountId: number;
  readonly visibility: number;
  readonly boostOfId: number | null;
  readonly boostOfAccountId: number | null;
  readonly replyToId: number | null;
  readonly replyToAccountId: number | null;
  readonly conversationId: number;
  readonly tagIds: readonly number[];
  readonly mentionedIds: readonly number[];
  readonly media: boolean;
}>('status-posted');

/** Its author changed a status: what it says now that it did not say before, and no longer says. */
export const statusEdited = eventKind<{
  readonly id: number;
  readonly accountId: number;
  readonly visibility: number;
  readonly conversationId: number;
  /** Its hashtags from now on. */
  readonly tagIds: readonly number[];
  readonly addedTagIds: readonly number[];
  readonly removedTagIds: readonly number[];
  readonly newlyMentionedIds: readonly number[];
  readonly noLongerMentionedIds: readonly number[];
  /** Whether readers see another wording; false when only the language was corrected. */
  readonly edited: boolean;
  readonly createdAt: number;
}>('status-edited');

/** A status is gone: what is needed to take it out everywhere, since its row no longer tells. */
export const statusDeleted = eventKind<{
  readonly id: number;
  readonly accountId: number;
  readonly visibility: number;
  readonly boostOfId: number | null;
  readonly replyToId: number | null;
  readonly conversationId: number;
  readonly tagIds: readonly number[];
  readonly mentionedIds: readonly number[];
  readonly createdAt: number;
}>('status-deleted');

/** What a status shows besides its text changed: counts, media, pin. */
export const statusCounted = eventKind<{ readonly id: number }>('status-counted');

/** One account's favourite, bookmark or pin of a status changed. */
export const statusFlagged = eventKind<{ readonly id: number; readonly accountId: number }>('status-flagged');

/** An account favourited a status of another. */
export const statusFavourited = eventKind<{
  readonly id: number;
  readonly accountId: number;
  readonly authorId: number;
}>('status-favourited');

/** An account takes a favourite back. */
export const statusUnfavourited = eventKind<{
  readonly id: number;
  readonly accountId: number;
  readonly authorId: number;
}>('status-unfavourited');

/** An account muted a conversation, or no longer mutes it. */
export const conversationMuted = eventKind<{
  readonly conversationId: number;
  readonly accountId: number;
}>('conversation-muted');

/** Statuses came in from an archive: nothing is streamed, notified or counted in trends. */
export const statusesImported = eventKind<{ readonly accountId: number; readonly ids: readonly number[] }>(
  'statuses-imported',
);
