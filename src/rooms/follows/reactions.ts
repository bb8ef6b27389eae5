import { accountChanged } from '#rooms/accounts/index.ts';
import { letWaitersIn, waitersLeft } from '#rooms/follows/answer-request.ts';
import { type AnyReaction, reaction } from '#view/command.ts';

/** An account that no longer decides by hand lets those in who wait. */
const openedDoors = reaction(accountChanged, (ctx, { accountId }) => {
  if (letWaitersIn(ctx, accountId)) ctx.effect(waitersLeft, { accountId });
});

export const reactions: readonly AnyReaction[] = [openedDoors];
