import { accountCounted, accountStore } from '#rooms/accounts/index.ts';
import { followed, followRequestEnded, relationChanged, unfollowed } from '#rooms/follows/events.ts';
import { type FollowOptions, followStore } from '#rooms/follows/store.ts';
import type { ApplyContext } from '#view/command.ts';

/** What every beginning and end of a follow brings with it: counts and what is told to others. For use inside apply. */

export function beginFollow(
  ctx: ApplyContext,
  accountId: number,
  targetId: number,
  options: FollowOptions,
  asked: boolean,
): void {
  ctx.of(followStore).follows.put(accountId, targetId, ctx.seq, options);
  count(ctx, accountId, targetId, 1);
  ctx.emit(followed, { accountId, targetId, asked });
}

/** Ends a follow, if there is one. */
export function endFollow(ctx: ApplyContext, accountId: number, targetId: number): boolean {
  const store = ctx.of(followStore);
  if (!store.follows.remove(accountId, targetId)) return false;
  store.unfeature(accountId, targetId);
  count(ctx, accountId, targetId, -1);
  ctx.emit(unfollowed, { accountId, targetId });
  return true;
}

/** Takes a request to follow back or turns it down, if there is one. */
export function endRequest(ctx: ApplyContext, accountId: number, targetId: number): boolean {
  if (!ctx.of(followStore).requests.remove(accountId, targetId)) return false;
  ctx.emit(followRequestEnded, { accountId, targetId });
  return true;
}

/** Lets one who asked follow. False when they did not ask. */
export function grantRequest(ctx: ApplyContext, accountId: number, targetId: number): boolean {
  const options = ctx.of(followStore).requests.find(accountId, targetId);
  if (!options) return false;
  endRequest(ctx, accountId, targetId);
  beginFollow(ctx, accountId, targetId, options, true);
  ctx.emit(relationChanged, { accountId, targetId });
  return true;
}

function count(ctx: ApplyContext, accountId: number, targetId: number, by: number): void {
  const accounts = ctx.of(accountStore);
  accounts.countFollow(accountId, 0, by);
  accounts.countFollow(targetId, by, 0);
  ctx.emit(accountCounted, { accountId });
  ctx.emit(accountCounted, { accountId: targetId });
}
