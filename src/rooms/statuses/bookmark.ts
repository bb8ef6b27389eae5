import { type House, submit } from '#machinery/house.ts';
import { statusFlagged } from '#rooms/statuses/events.ts';
import { markStore } from '#rooms/statuses/mark-store.ts';
import { originalOf, reachStatus } from '#rooms/statuses/reach.ts';
import { defineCommand } from '#view/command.ts';

type Body = { readonly accountId: number; readonly statusId: number };

/** Keeps a status for oneself; nobody else can tell. */
export async function bookmark(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, bookmarkCommand, { accountId, statusId });
}

export async function unbookmark(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, unbookmarkCommand, { accountId, statusId });
}

export const bookmarkCommand = defineCommand('bookmark/1', (ctx, { accountId, statusId }: Body) => {
  const { id } = reachStatus(ctx, accountId, statusId);
  if (ctx.of(markStore).bookmark.add(accountId, id, ctx.seq)) ctx.emit(statusFlagged, { id, accountId });
  return {};
});

export const unbookmarkCommand = defineCommand('unbookmark/1', (ctx, { accountId, statusId }: Body) => {
  const id = originalOf(ctx, statusId)?.id;
  if (id !== undefined && ctx.of(markStore).bookmark.remove(accountId, id))
    ctx.emit(statusFlagged, { id, accountId });
  return {};
});
