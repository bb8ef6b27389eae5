import { type House, submit } from '#machinery/house.ts';
import { relationStore } from '#rooms/follows/index.ts';
import { listChanged } from '#rooms/lists/events.ts';
import { ownList } from '#rooms/lists/own-list.ts';
import { checkMember } from '#rooms/lists/rules/list.ts';
import { memberStore } from '#rooms/lists/store.ts';
import { defineCommand } from '#view/command.ts';

/** Accounts that one request may put on a list or take off it. */
export const MEMBERS_AT_ONCE = 200;

type Body = {
  readonly accountId: number;
  readonly listId: number;
  readonly memberIds: readonly number[];
};

/** Puts accounts on one's list. Refuses those one does not follow; those on it already stay. */
export async function addMembers(
  house: House,
  accountId: number,
  listId: number,
  memberIds: readonly number[],
): Promise<void> {
  await submit(house, addMembersCommand, { accountId, listId, memberIds });
}

/** Takes accounts off one's list; those not on it are no mistake. */
export async function removeMembers(
  house: House,
  accountId: number,
  listId: number,
  memberIds: readonly number[],
): Promise<void> {
  await submit(house, removeMembersCommand, { accountId, listId, memberIds });
}

export const addMembersCommand = defineCommand('add-list-members/1', (ctx, body: Body) => {
  const { accountId, listId } = body;
  ownList(ctx, accountId, listId);
  const members = ctx.of(memberStore);
  let present = members.count(listId);
  for (const memberId of body.memberIds) {
    const known = memberId === accountId || ctx.of(relationStore).follows(accountId, memberId);
    checkMember(known, present);
    if (members.add(listId, memberId, ctx.seq)) present++;
  }
  ctx.emit(listChanged, { listId, accountId });
  return {};
});

export const removeMembersCommand = defineCommand('remove-list-members/1', (ctx, body: Body) => {
  const { accountId, listId } = body;
  ownList(ctx, accountId, listId);
  for (const memberId of body.memberIds) ctx.of(memberStore).remove(listId, memberId);
  ctx.emit(listChanged, { listId, accountId });
  return {};
});
