import { eventKind } from '#view/command.ts';

type Pair = { readonly accountId: number; readonly targetId: number };

/** What two accounts are to each other changed: follow, request, block, mute or one of their ends. */
export const relationChanged = eventKind<Pair>('relation-changed');

/** `accountId` now follows `targetId`. `asked`: they had asked before, and `targetId` let them. */
export const followed = eventKind<Pair & { readonly asked: boolean }>('followed');

/** `accountId` asked to follow `targetId`, who decides by hand. */
export const followRequested = eventKind<Pair>('follow-requested');

/** A request of `accountId` is no longer open: accepted, rejected or withdrawn. */
export const followRequestEnded = eventKind<Pair>('follow-request-ended');

/** `accountId` no longer follows `targetId`. */
export const unfollowed = eventKind<Pair>('unfollowed');

/** `accountId` blocked `targetId`; their follows both ways have ended. */
export const blocked = eventKind<Pair>('blocked');
