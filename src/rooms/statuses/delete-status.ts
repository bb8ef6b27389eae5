import { type House, submit } from '#machinery/house.ts';
import { accountStore } from '#rooms/accounts/index.ts';
import { mediaStore } from '#rooms/media/index.ts';
import { statusDeleted } from '#rooms/statuses/events.ts';
import { removalStore } from '#rooms/statuses/removal-store.ts';
import { UNLISTED } from '#rooms/statuses/rules/visibility.ts';
import { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand, effectKind } from '#view/command.ts';

const ROWS_MOST = 200;

/** More rows point at a deleted status than one command may remove; jobs go on with `sweep-status`. */
export const sweepNeeded = effectKind<{ readonly statusId: number }>('sweep-status');

/** Deletes one's own status: text, media rows and every pointer to it leave the view at once. */
export async function deleteOwn(house: House, accountId: number, statusId: number): Promise<void> {
  await submit(house, deleteStatus, { accountId, statusId });
}

export const deleteStatus = defineCommand(
  'delete-status/1',
  (ctx, body: { readonly accountId: number; readonly statusId: number }) => {
    const row = ctx.of(statusStore).byId(body.statusId);
    if (!row || row.accountId !== body.accountId) throw new Refusal('not-found', 'Record not found');
    removeStatus(ctx, row);
    return {};
  },
);

/** Goes on removing what pointed at a deleted status. Repeats itself by effect until nothing is left. */
export const sweepStatus = defineCommand('sweep-status/1', (ctx, body: { readonly statusId: number }) => {
  sweep(ctx, body.statusId);
  return {};
});

/** Takes one status out of the view, with its boosts, favourites, bookmarks and tags. */
export function removeStatus(ctx: ApplyContext, row: StatusRow): void {
  const store = ctx.of(statusStore);
  const tagIds = store.tagsOf(`[${row.id}]`).map((tag) => tag.id);
  const mentionedIds = store.mentionsOf(`[${row.id}]`).map((mention) => mention.accountId);
  ctx.of(mediaStore).detachAll(row.id);
  ctx.of(removalStore).remove(row.id);
  if (row.boostOfId !== null) store.count(row.boostOfId, { boosts: -1 });
  if (row.replyToId !== null) store.count(row.replyToId, { replies: -1 });
  if (row.visibility <= UNLISTED) ctx.of(accountStore).countStatus(row.accountId, -1, 0);
  ctx.emit(statusDeleted, {
    id: row.id,
    accountId: row.accountId,
    visibility: row.visibility,
    boostOfId: row.boostOfId,
    replyToId: row.replyToId,
    tagIds,
    mentionedIds,
    createdAt: row.createdAt,
  });
  sweep(ctx, row.id);
}

function sweep(ctx: ApplyContext, statusId: number): void {
  const boosts = ctx.of(removalStore).boostsOf(statusId, ROWS_MOST);
  for (const id of boosts) {
    const boost = ctx.of(statusStore).byId(id);
    if (boost) removeStatus(ctx, boost);
  }
  const pointers = ctx.of(removalStore).removePointers(statusId, ROWS_MOST);
  if (boosts.length === ROWS_MOST || pointers) ctx.effect(sweepNeeded, { statusId });
}
