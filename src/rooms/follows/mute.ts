import { type House, submit } from '#machinery/house.ts';
import { accountStore } from '#rooms/accounts/index.ts';
import { avoidStore } from '#rooms/follows/avoid-store.ts';
import { relationChanged } from '#rooms/follows/events.ts';
import { checkAvoid } from '#rooms/follows/rules/avoid.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';

type Pair = { readonly accountId: number; readonly targetId: number };

/** How to mute. No duration means for ever. */
export type MuteWish = { readonly notifications: boolean; readonly seconds: number | undefined };

type Body = Pair & { readonly notifications: boolean; readonly seconds: number | null };

/** Keeps an account out of one's timelines, and out of one's notifications if wished. Nobody else can tell. */
export async function mute(house: House, accountId: number, targetId: number, wish: MuteWish): Promise<void> {
  const seconds = wish.seconds ? wish.seconds : null;
  await submit(house, muteCommand, { accountId, targetId, notifications: wish.notifications, seconds });
}

export async function unmute(house: House, accountId: number, targetId: number): Promise<void> {
  await submit(house, unmuteCommand, { accountId, targetId });
}

export const muteCommand = defineCommand('mute/1', (ctx, body: Body) => {
  const { accountId, targetId } = body;
  const store = ctx.of(avoidStore);
  const there = ctx.of(accountStore).byId(targetId) !== undefined;
  checkAvoid(accountId === targetId, there, store.muteOf(accountId, targetId) ? 0 : store.mutes(accountId));
  const endsAt = body.seconds === null ? null : ctx.at + body.seconds * 1_000;
  store.mute(accountId, targetId, ctx.seq, body.notifications ? 1 : 0, endsAt);
  ctx.emit(relationChanged, { accountId, targetId });
  return {};
});

export const unmuteCommand = defineCommand('unmute/1', (ctx, { accountId, targetId }: Pair) => {
  if (ctx.of(avoidStore).unmute(accountId, targetId)) ctx.emit(relationChanged, { accountId, targetId });
  return {};
});

/** Clears away a mute that ran out, unless it was made anew meanwhile. Readers had stopped minding it already. */
export const endMute = defineCommand('end-mute/1', (ctx, { accountId, targetId }: Pair) => {
  const muted = ctx.of(avoidStore).muteOf(accountId, targetId);
  if (muted?.expiresAt == null || muted.expiresAt > ctx.at) return {};
  ctx.of(avoidStore).unmute(accountId, targetId);
  ctx.emit(relationChanged, { accountId, targetId });
  return {};
});

/** Whether an account keeps another out of its notifications, as of the entry's time. For use inside apply. */
export function mutesNotifications(ctx: ApplyContext, accountId: number, targetId: number): boolean {
  const muted = ctx.of(avoidStore).muteOf(accountId, targetId);
  return muted?.notifications === 1 && (muted.expiresAt === null || muted.expiresAt > ctx.at);
}
