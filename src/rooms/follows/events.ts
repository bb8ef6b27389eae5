import { eventKind } from '#view/command.ts';

type Pair = { readonly accountId: number; readonly targetId: number };

/** What two accounts are to each other changed: follow, request, block, mute or one of their ends. */
export const relationChanged = eventKind<Pair>('relation-changed');

/** `accountId` now follows `targetId`. */
export const followed = eventKind<Pair>('followed');

/** `accountId` asked to follow `targetId`, who decides by hand. */
export const followRequested = eventKind<Pair>('follow-requested');

/** `accountId` no longer follows `targetId`. */
export const unfollowed = eventKind<Pair>('unfollowed');

/** `accountId` blocked `targetId`; their follows both ways have ended. */
export const blocked = eventKind<Pair>('blocked');
