import { type House, submit } from '#machinery/house.ts';
import { mutesNotifications } from '#rooms/follows/index.ts';
import { conversationChanged } from '#rooms/notifications/events.ts';
import { seatStore } from '#rooms/notifications/seat-store.ts';
import { markStore } from '#rooms/statuses/index.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';

type Message = { readonly id: number; readonly accountId: number; readonly conversationId: number };
type Seat = { readonly accountId: number; readonly conversationId: number };

/** Seats those a direct message reaches, with it as their last one unless they have a later one. In apply. */
export function seat(ctx: ApplyContext, message: Message, accountIds: readonly number[]): void {
  const { id, accountId: authorId, conversationId } = message;
  for (const accountId of new Set(accountIds)) {
    const quiet =
      accountId === authorId ||
      mutesNotifications(ctx, accountId, authorId) ||
      ctx.of(markStore).isMuted(accountId, conversationId);
    const before = ctx.of(seatStore).find(accountId, conversationId)?.lastStatusId ?? 0;
    const lastStatusId = Math.max(before, id);
    ctx.of(seatStore).put({ accountId, conversationId, lastStatusId, unread: quiet ? 0 : 1 });
    ctx.emit(conversationChanged, { accountId, conversationId });
  }
}

/** Moves those whose last message is gone, or no longer for them, to the one before it, or away. In apply. */
export function reseat(ctx: ApplyContext, gone: Message, accountIds: readonly number[]): void {
  const store = ctx.of(seatStore);
  const { conversationId } = gone;
  for (const accountId of new Set(accountIds)) {
    const seated = store.find(accountId, conversationId);
    if (seated?.lastStatusId !== gone.id) continue;
    const lastStatusId = store.messageBefore(accountId, conversationId, gone.id);
    if (lastStatusId === undefined) store.remove(accountId, conversationId);
    else store.put({ ...seated, lastStatusId });
    ctx.emit(conversationChanged, { accountId, conversationId });
  }
}

/** Marks a conversation as read or unread. Refuses when the account has no part in it. */
export async function markConversation(
  house: House,
  accountId: number,
  conversationId: number,
  unread: boolean,
): Promise<void> {
  await submit(house, markConversationCommand, { accountId, conversationId, unread });
}

/** Takes a conversation out of one's list until somebody writes again. The messages stay. */
export async function leaveConversation(
  house: House,
  accountId: number,
  conversationId: number,
): Promise<void> {
  await submit(house, leaveConversationCommand, { accountId, conversationId });
}

export const markConversationCommand = defineCommand(
  'mark-conversation/1',
  (ctx, { accountId, conversationId, unread }: Seat & { readonly unread: boolean }) => {
    if (!ctx.of(seatStore).find(accountId, conversationId))
      throw new Refusal('not-found', 'Record not found');
    ctx.of(seatStore).mark(accountId, conversationId, unread ? 1 : 0);
    ctx.emit(conversationChanged, { accountId, conversationId });
    return {};
  },
);

export const leaveConversationCommand = defineCommand(
  'leave-conversation/1',
  (ctx, { accountId, conversationId }: Seat) => {
    ctx.of(seatStore).remove(accountId, conversationId);
    ctx.emit(conversationChanged, { accountId, conversationId });
    return {};
  },
);
