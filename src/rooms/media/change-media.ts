import { type House, submit } from '#machinery/house.ts';
import { filesDropped } from '#rooms/accounts/index.ts';
import { mediaChanged } from '#rooms/media/events.ts';
import { looseStore } from '#rooms/media/loose-store.ts';
import { checkDescription, type Focus } from '#rooms/media/rules/words.ts';
import { type MediaRow, mediaStore } from '#rooms/media/store.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

const LOOSE_MS = 24 * 3_600_000;
const ROWS_MOST = 200;

type Words = { readonly description?: string | undefined; readonly focus?: Focus | undefined };
type Change = Words & { readonly accountId: number; readonly id: number };

/** Changes what is said about an upload that is not posted yet; a posted one changes by editing its post. */
export async function describeMedia(
  house: House,
  accountId: number,
  id: number,
  words: Words,
): Promise<void> {
  if (words.description !== undefined) checkDescription(words.description);
  await submit(house, describeMediaCommand, { accountId, id, ...words });
}

export const describeMediaCommand = defineCommand('describe-media/1', (ctx, body: Change) => {
  const media = ownMedia(ctx, body.accountId, body.id);
  if (media.statusId !== null) throw new Refusal('not-found', 'Record not found');
  ctx.of(mediaStore).describe(body);
  ctx.emit(mediaChanged, { id: media.id, statusId: null });
  return {};
});

/** Deletes an upload with its files. Refuses one that a post shows. */
export async function deleteMedia(house: House, accountId: number, id: number): Promise<void> {
  await submit(house, deleteMediaCommand, { accountId, id });
}

export const deleteMediaCommand = defineCommand(
  'delete-media/1',
  (ctx, body: { accountId: number; id: number }) => {
    const media = ownMedia(ctx, body.accountId, body.id);
    if (media.statusId !== null)
      throw new Refusal('invalid', 'Media attachment is currently used by a status', 'id');
    dropMedia(ctx, [media]);
    return {};
  },
);

/** Removes files that no post took within a day, or that a post let go. A job submits it. */
export const sweepMediaCommand = defineCommand('sweep-media/1', (ctx, _body: object) => {
  const loose = ctx.of(looseStore).since(ctx.at - LOOSE_MS, ROWS_MOST);
  dropMedia(ctx, loose);
  return { more: loose.length === ROWS_MOST };
});

/** Takes files out of the view at once and leaves the rest to jobs. For use inside apply. */
export function dropMedia(ctx: ApplyContext, all: readonly MediaRow[]): void {
  for (const media of all) ctx.of(looseStore).remove(media.id);
  const names = all.flatMap(({ file, preview }) => (preview === null ? [file] : [file, preview]));
  if (names.length > 0) ctx.effect(filesDropped, { names });
}

function ownMedia(ctx: ApplyContext, accountId: number, id: number): MediaRow {
  const media = ctx.of(mediaStore).byId(id);
  if (media?.accountId !== accountId) throw new Refusal('not-found', 'Record not found');
  return media;
}
