import { type House, submit } from '#machinery/house.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import {
  statusCounted,
  statusFavourited,
  statusFlagged,
  statusUnfavourited,
} from '#rooms/statuses/events.ts';
import { markStore } from '#rooms/statuses/mark-store.ts';
import { originalOf, reachStatus } from '#rooms/statuses/reach.ts';
import { removalStore } from '#rooms/statuses/removal-store.ts';
import { statusStore } from '#rooms/statuses/store.ts';
import { defineCommand } from '#view/command.ts';

type Body = { readonly accountId: number; readonly statusId: number };

/** Tells an author that one likes a status. Once is enough: repeats change nothing. */
export async function favourite(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, favouriteCommand, { accountId, statusId });
}

export async function unfavourite(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, unfavouriteCommand, { accountId, statusId });
}

export const favouriteCommand = defineCommand('favourite/1', (ctx, { accountId, statusId }: Body) => {
  requireActive(ctx, accountId);
  const { id, accountId: authorId } = reachStatus(ctx, accountId, statusId);
  if (!ctx.of(markStore).favourite.add(accountId, id, ctx.seq)) return {};
  ctx.of(statusStore).count(id, { favourites: 1 });
  ctx.emit(statusCounted, { id });
  ctx.emit(statusFlagged, { id, accountId });
  ctx.emit(statusFavourited, { id, accountId, authorId });
  return {};
});

export const unfavouriteCommand = defineCommand('unfavourite/1', (ctx, { accountId, statusId }: Body) => {
  const row = originalOf(ctx, statusId);
  if (!row || !ctx.of(markStore).favourite.remove(accountId, row.id)) return {};
  ctx.of(removalStore).uncount(row.id, { favourites: 1 });
  ctx.emit(statusCounted, { id: row.id });
  ctx.emit(statusFlagged, { id: row.id, accountId });
  ctx.emit(statusUnfavourited, { id: row.id, accountId, authorId: row.accountId });
  return {};
});
