import { type House, submit } from '#machinery/house.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import { listChanged } from '#rooms/lists/events.ts';
import { ownList } from '#rooms/lists/own-list.ts';
import { checkLists, checkTitle, type RepliesPolicy } from '#rooms/lists/rules/list.ts';
import { listStore } from '#rooms/lists/store.ts';
import { defineCommand } from '#view/command.ts';

export type ListDraft = {
  readonly title: string;
  readonly repliesPolicy: RepliesPolicy;
  readonly exclusive: boolean;
};

/** What is left out of a change stays. */
export type ListChange = { readonly [K in keyof ListDraft]?: ListDraft[K] | undefined };

type MakeBody = ListDraft & { readonly accountId: number };
type ChangeBody = ListChange & { readonly accountId: number; readonly listId: number };

/** Makes a list of accounts, to be read by itself. */
export async function makeList(house: House, accountId: number, draft: ListDraft): Promise<number> {
  checkTitle(draft.title);
  const { id } = await submit(house, makeListCommand, { ...draft, accountId });
  return id;
}

export async function changeList(
  house: House,
  accountId: number,
  listId: number,
  change: ListChange,
): Promise<void> {
  if (change.title !== undefined) checkTitle(change.title);
  await submit(house, changeListCommand, { ...change, accountId, listId });
}

export const makeListCommand = defineCommand('make-list/1', (ctx, body: MakeBody) => {
  requireActive(ctx, body.accountId);
  const store = ctx.of(listStore);
  checkLists(store.of(body.accountId).length);
  const id = ctx.randomId();
  store.put({ ...body, id, exclusive: body.exclusive ? 1 : 0 });
  ctx.emit(listChanged, { listId: id, accountId: body.accountId });
  return { id };
});

export const changeListCommand = defineCommand('change-list/1', (ctx, body: ChangeBody) => {
  const list = ownList(ctx, body.accountId, body.listId);
  ctx.of(listStore).put({
    ...list,
    title: body.title ?? list.title,
    repliesPolicy: body.repliesPolicy ?? list.repliesPolicy,
    exclusive: body.exclusive === undefined ? list.exclusive : Number(body.exclusive),
  });
  ctx.emit(listChanged, { listId: list.id, accountId: list.accountId });
  return {};
});
