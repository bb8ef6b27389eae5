import { type House, submit } from '#machinery/house.ts';
import { accountStore, countStatus, requireActive, userStore } from '#rooms/accounts/index.ts';
import { removeStatus } from '#rooms/statuses/delete-status.ts';
import { statusPosted } from '#rooms/statuses/events.ts';
import { originalOf, reachStatus } from '#rooms/statuses/reach.ts';
import { boostVisibility, mayBoost, UNLISTED } from '#rooms/statuses/rules/visibility.ts';
import { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
import { gateFactsInApply, lookerInApply } from '#rooms/statuses/views.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';

type Body = { readonly accountId: number; readonly statusId: number; readonly visibility: number };

/** Passes a status on to one's followers. Boosting twice answers with the first boost. `visibility` is a code. */
export async function boost(
  house: House,
  accountId: number,
  statusId: number,
  visibility?: number,
): Promise<{ readonly id: number }> {
  const usual = house.view().of(userStore).byId(accountId)?.defaultVisibility ?? 0;
  return submit(house, boostCommand, { accountId, statusId, visibility: visibility ?? usual });
}

/** Takes a boost back; nothing happens when there is none. */
export async function unboost(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, unboostCommand, { accountId, statusId });
}

export const boostCommand = defineCommand('boost/1', (ctx, body: Body) => {
  requireActive(ctx, body.accountId);
  const original = reachStatus(ctx, body.accountId, body.statusId);
  const known = ctx.of(statusStore).boostBy(original.id, body.accountId);
  if (known !== undefined) return { id: known };
  requireBoostable(ctx, body.accountId, original);
  return {
    id: insertBoost(ctx, body.accountId, original, boostVisibility(body.visibility, original.visibility)),
  };
});

export const unboostCommand = defineCommand(
  'unboost/1',
  (ctx, { accountId, statusId }: Omit<Body, 'visibility'>) => {
    const store = ctx.of(statusStore);
    const original = originalOf(ctx, statusId);
    const boostId = original && store.boostBy(original.id, accountId);
    const row = boostId === undefined ? undefined : store.byId(boostId);
    if (row) removeStatus(ctx, row);
    return {};
  },
);

function requireBoostable(ctx: ApplyContext, accountId: number, original: StatusRow): void {
  const author = ctx.of(accountStore).byId(original.accountId);
  const looker = lookerInApply(ctx.db, accountId);
  if (!author || !mayBoost(looker, gateFactsInApply(ctx.db, original, author)))
    throw new Refusal('forbidden', 'This action is not allowed');
}

function insertBoost(ctx: ApplyContext, accountId: number, original: StatusRow, visibility: number): number {
  const id = ctx.timedId();
  const store = ctx.of(statusStore);
  store.insert({
    id,
    accountId,
    visibility,
    boostOfId: original.id,
    replyToId: null,
    replyToAccountId: null,
    conversationId: id,
    text: '',
    html: '',
    spoiler: '',
    sensitive: original.sensitive,
    language: original.language,
    createdAt: ctx.at,
    receivedAt: ctx.at,
    imported: 0,
    label: null,
  });
  store.count(original.id, { boosts: 1 });
  countStatus(ctx, accountId, visibility <= UNLISTED ? 1 : 0, id);
  ctx.emit(statusPosted, {
    id,
    accountId,
    visibility,
    boostOfId: original.id,
    boostOfAccountId: original.accountId,
    replyToId: null,
    replyToAccountId: null,
    conversationId: id,
    tagIds: [],
    mentionedIds: [],
    media: false,
  });
  return id;
}
