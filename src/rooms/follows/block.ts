import { type House, submit } from '#machinery/house.ts';
import { accountStore } from '#rooms/accounts/index.ts';
import { avoidStore } from '#rooms/follows/avoid-store.ts';
import { blocked, relationChanged } from '#rooms/follows/events.ts';
import { relationStore } from '#rooms/follows/relations.ts';
import { checkAvoid } from '#rooms/follows/rules/avoid.ts';
import { endFollow, endRequest } from '#rooms/follows/ties.ts';
import { defineCommand } from '#view/command.ts';

type Pair = { readonly accountId: number; readonly targetId: number };

/** Blocks an account: follows and requests end both ways, and neither sees the other from now on. */
export async function block(house: House, accountId: number, targetId: number): Promise<void> {
  await submit(house, blockCommand, { accountId, targetId });
}

export async function unblock(house: House, accountId: number, targetId: number): Promise<void> {
  await submit(house, unblockCommand, { accountId, targetId });
}

export const blockCommand = defineCommand('block/1', (ctx, { accountId, targetId }: Pair) => {
  if (ctx.of(relationStore).blocks(accountId, targetId)) return {};
  const store = ctx.of(avoidStore);
  const there = ctx.of(accountStore).byId(targetId) !== undefined;
  checkAvoid(accountId === targetId, there, store.blocks(accountId));
  for (const [one, other] of [
    [accountId, targetId],
    [targetId, accountId],
  ] as const) {
    endFollow(ctx, one, other);
    endRequest(ctx, one, other);
  }
  store.block(accountId, targetId, ctx.seq);
  ctx.emit(blocked, { accountId, targetId });
  ctx.emit(relationChanged, { accountId, targetId });
  return {};
});

export const unblockCommand = defineCommand('unblock/1', (ctx, { accountId, targetId }: Pair) => {
  if (ctx.of(avoidStore).unblock(accountId, targetId)) ctx.emit(relationChanged, { accountId, targetId });
  return {};
});
