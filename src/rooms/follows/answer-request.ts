import { type House, submit } from '#machinery/house.ts';
import { accountStore } from '#rooms/accounts/index.ts';
import { relationChanged } from '#rooms/follows/events.ts';
import { followStore } from '#rooms/follows/store.ts';
import { endRequest, grantRequest } from '#rooms/follows/ties.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand, effectKind } from '#view/command.ts';

const LET_IN_MOST = 30;

type Body = { readonly accountId: number; readonly followerId: number; readonly accept: boolean };

/** More wait to be let in by an account that opened than one command may take; jobs go on with `let-in`. */
export const waitersLeft = effectKind<{ readonly accountId: number }>('let-in');

/** Accepts or rejects a request to follow. A repeated answer is no mistake when it came to the same. */
export async function answerRequest(
  house: House,
  accountId: number,
  followerId: number,
  accept: boolean,
): Promise<void> {
  await submit(house, answerRequestCommand, { accountId, followerId, accept });
}

export const answerRequestCommand = defineCommand('answer-follow-request/1', (ctx, body: Body) => {
  const { accountId, followerId, accept } = body;
  const follows = ctx.of(followStore).follows.find(followerId, accountId) !== undefined;
  const answered = accept ? grantRequest(ctx, followerId, accountId) : endRequest(ctx, followerId, accountId);
  if (!answered && follows !== accept) throw new Refusal('not-found', 'Record not found');
  if (answered && !accept) ctx.emit(relationChanged, { accountId: followerId, targetId: accountId });
  return {};
});

/** Lets those in who still wait at an account that decides by hand no longer. */
export const letIn = defineCommand('let-in/1', (ctx, { accountId }: { readonly accountId: number }) => ({
  left: letWaitersIn(ctx, accountId),
}));

/** True when more are left than one command may take. */
export function letWaitersIn(ctx: ApplyContext, accountId: number): boolean {
  const account = ctx.of(accountStore).byId(accountId);
  if (account?.locked !== 0 || account.state !== 'active') return false;
  const waiting = ctx.of(followStore).requesters(accountId, LET_IN_MOST);
  for (const followerId of waiting) grantRequest(ctx, followerId, accountId);
  return waiting.length === LET_IN_MOST;
}
