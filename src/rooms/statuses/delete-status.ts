import { type House, submit } from '#machinery/house.ts';
import { countStatus } from '#rooms/accounts/index.ts';
import { dropMedia, mediaStore } from '#rooms/media/index.ts';
import { statusCounted, statusDeleted } from '#rooms/statuses/events.ts';
import { removalStore } from '#rooms/statuses/removal-store.ts';
import { UNLISTED } from '#rooms/statuses/rules/visibility.ts';
import { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand, effectKind } from '#view/command.ts';

type Target = { readonly statusId: number; readonly conversationId: number };

/** How much of what points at a status one command takes away. A boost costs up to 8 rows, a reply 2: 500 in all at most. */
type Share = { readonly boosts: number; readonly replies: number; readonly pointers: number };
const FIRST: Share = { boosts: 12, replies: 20, pointers: 20 };
const FURTHER: Share = { boosts: 24, replies: 50, pointers: 60 };

/** More rows point at a deleted status than one command may remove; jobs go on with `sweep-status`. */
export const sweepNeeded = effectKind<Target>('sweep-status');

/**
 * Deletes one's own status: it leaves the view at once, and what points at it follows. Its files go with it if wished;
 * otherwise they wait a day to be posted anew.
 */
export async function deleteOwn(
  house: House,
  accountId: number,
  statusId: number,
  withFiles = false,
): Promise<void> {
  await submit(house, deleteStatus, { accountId, statusId, withFiles });
}

export const deleteStatus = defineCommand(
  'delete-status/1',
  (ctx, body: { readonly accountId: number; readonly statusId: number; readonly withFiles: boolean }) => {
    const row = ctx.of(statusStore).byId(body.statusId);
    if (!row || row.accountId !== body.accountId) throw new Refusal('not-found', 'Record not found');
    const files = ctx.of(mediaStore).ofStatuses(`[${row.id}]`);
    removeStatus(ctx, row);
    if (body.withFiles) dropMedia(ctx, files);
    return {};
  },
);

/** Goes on removing what pointed at a deleted status. */
export const sweepStatus = defineCommand('sweep-status/1', (ctx, target: Target) => ({
  left: sweep(ctx, target, FURTHER),
}));

/** Takes one status out of the view, with its boosts, favourites, bookmarks and tags. */
export function removeStatus(ctx: ApplyContext, row: StatusRow): void {
  const store = ctx.of(statusStore);
  const removal = ctx.of(removalStore);
  const tagIds = store.tagsOf(`[${row.id}]`).map((tag) => tag.id);
  const mentionedIds = store.mentionsOf(`[${row.id}]`).map((mention) => mention.accountId);
  ctx.of(mediaStore).detachAll(row.id, ctx.at);
  removal.remove(row.id, row.accountId);
  if (row.boostOfId !== null) removal.uncount(row.boostOfId, { boosts: 1 });
  if (row.replyToId !== null) removal.uncount(row.replyToId, { replies: 1 });
  const by = row.visibility <= UNLISTED ? -1 : 0;
  countStatus(ctx, row.accountId, by, 0);
  ctx.emit(statusDeleted, {
    id: row.id,
    accountId: row.accountId,
    visibility: row.visibility,
    boostOfId: row.boostOfId,
    replyToId: row.replyToId,
    conversationId: row.conversationId,
    tagIds,
    mentionedIds,
    createdAt: row.createdAt,
  });
  const target = { statusId: row.id, conversationId: row.conversationId };
  if (row.boostOfId === null && sweep(ctx, target, FIRST)) ctx.effect(sweepNeeded, target);
}

/** Removes a share of what points at a status that is gone; true when more may be left. */
function sweep(ctx: ApplyContext, { statusId, conversationId }: Target, share: Share): boolean {
  const removal = ctx.of(removalStore);
  const boosts = removal.boostsOf(statusId, share.boosts);
  for (const id of boosts) {
    const boost = ctx.of(statusStore).byId(id);
    if (boost) removeStatus(ctx, boost);
  }
  const replies = removal.repliesTo(statusId, share.replies);
  for (const id of replies) {
    removal.orphan(id);
    ctx.emit(statusCounted, { id });
  }
  const pointers = removal.removePointers(statusId, share.pointers);
  const mutes = removal.removeMutes(conversationId, share.pointers);
  return boosts.length === share.boosts || replies.length === share.replies || pointers || mutes;
}
