import { type House, submit } from '#machinery/house.ts';
import { conversationMuted } from '#rooms/statuses/events.ts';
import { markStore } from '#rooms/statuses/mark-store.ts';
import { originalOf, reachStatus } from '#rooms/statuses/reach.ts';
import { defineCommand } from '#view/command.ts';

type Body = { readonly accountId: number; readonly statusId: number };

/** Stops notifications about the conversation a status belongs to. */
export async function muteConversation(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, muteConversationCommand, { accountId, statusId });
}

export async function unmuteConversation(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, unmuteConversationCommand, { accountId, statusId });
}

export const muteConversationCommand = defineCommand(
  'mute-conversation/1',
  (ctx, { accountId, statusId }: Body) => {
    const { conversationId } = reachStatus(ctx, accountId, statusId);
    if (ctx.of(markStore).mute(accountId, conversationId))
      ctx.emit(conversationMuted, { conversationId, accountId });
    return {};
  },
);

export const unmuteConversationCommand = defineCommand(
  'unmute-conversation/1',
  (ctx, { accountId, statusId }: Body) => {
    const conversationId = originalOf(ctx, statusId)?.conversationId;
    if (conversationId !== undefined && ctx.of(markStore).unmute(accountId, conversationId))
      ctx.emit(conversationMuted, { conversationId, accountId });
    return {};
  },
);
