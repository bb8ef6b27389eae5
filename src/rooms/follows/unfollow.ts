import { type House, submit } from '#machinery/house.ts';
import { relationChanged } from '#rooms/follows/events.ts';
import { endFollow, endRequest } from '#rooms/follows/ties.ts';
import { defineCommand } from '#view/command.ts';

type Pair = { readonly accountId: number; readonly targetId: number };

/** Stops following, or takes a request back. Nothing happens when there was neither. */
export async function unfollow(house: House, accountId: number, targetId: number): Promise<void> {
  await submit(house, unfollowCommand, { accountId, targetId });
}

/** Makes a follower one no longer; they are not told. */
export async function removeFollower(house: House, accountId: number, followerId: number): Promise<void> {
  await submit(house, unfollowCommand, { accountId: followerId, targetId: accountId });
}

export const unfollowCommand = defineCommand('unfollow/1', (ctx, { accountId, targetId }: Pair) => {
  const followed = endFollow(ctx, accountId, targetId);
  const asked = endRequest(ctx, accountId, targetId);
  if (followed || asked) ctx.emit(relationChanged, { accountId, targetId });
  return {};
});
