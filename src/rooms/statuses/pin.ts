import { type House, submit } from '#machinery/house.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import { statusFlagged } from '#rooms/statuses/events.ts';
import { markStore } from '#rooms/statuses/mark-store.ts';
import { checkPin } from '#rooms/statuses/rules/pin.ts';
import { visibleInApply } from '#rooms/statuses/views.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

type Body = { readonly accountId: number; readonly statusId: number };

/** Shows one's own status at the top of one's profile. */
export async function pin(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, pinCommand, { accountId, statusId });
}

export async function unpin(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, unpinCommand, { accountId, statusId });
}

export const pinCommand = defineCommand('pin/1', (ctx, { accountId, statusId: id }: Body) => {
  requireActive(ctx, accountId);
  const row = visibleInApply(ctx.db, accountId, id);
  if (!row) throw new Refusal('not-found', 'Record not found');
  const store = ctx.of(markStore);
  if (store.pin.has(accountId, id)) return {};
  const own = row.accountId === accountId;
  const { visibility, boostOfId } = row;
  checkPin({ own, boost: boostOfId !== null, visibility, pins: store.pins(accountId) });
  store.pin.add(accountId, id, ctx.seq);
  ctx.emit(statusFlagged, { id, accountId });
  return {};
});

export const unpinCommand = defineCommand('unpin/1', (ctx, { accountId, statusId: id }: Body) => {
  if (ctx.of(markStore).pin.remove(accountId, id)) ctx.emit(statusFlagged, { id, accountId });
  return {};
});
