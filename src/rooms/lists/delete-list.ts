import { type House, submit } from '#machinery/house.ts';
import { listChanged } from '#rooms/lists/events.ts';
import { ownList } from '#rooms/lists/own-list.ts';
import { listStore, memberStore } from '#rooms/lists/store.ts';
import { defineCommand, effectKind } from '#view/command.ts';

const MEMBERS_AT_ONCE = 400;

/** A deleted list had more members than one command may take off; jobs go on with `sweep-list`. */
export const membersLeft = effectKind<{ readonly listId: number }>('sweep-list');

/** Deletes one's own list. It is gone at once; its members follow. */
export async function deleteList(house: House, accountId: number, listId: number): Promise<void> {
  await submit(house, deleteListCommand, { accountId, listId });
}

export const deleteListCommand = defineCommand(
  'delete-list/1',
  (ctx, { accountId, listId }: { readonly accountId: number; readonly listId: number }) => {
    ownList(ctx, accountId, listId);
    ctx.of(listStore).remove(listId);
    ctx.emit(listChanged, { listId, accountId });
    if (ctx.of(memberStore).removeSome(listId, MEMBERS_AT_ONCE)) ctx.effect(membersLeft, { listId });
    return {};
  },
);

export const sweepListCommand = defineCommand(
  'sweep-list/1',
  (ctx, { listId }: { readonly listId: number }) => ({
    left: ctx.of(memberStore).removeSome(listId, MEMBERS_AT_ONCE),
  }),
);
