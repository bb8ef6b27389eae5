import { mediaStore } from '#rooms/media/index.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';

/** Attaches uploads in order. Refuses one that is not the author's, or attached elsewhere. In apply. */
export function attachMedia(
  ctx: ApplyContext,
  accountId: number,
  statusId: number,
  ids: readonly number[],
): void {
  const store = ctx.of(mediaStore);
  ids.forEach((mediaId, position) => {
    const media = store.byId(mediaId);
    const free = media?.statusId === null || media?.statusId === statusId;
    if (!media || media.accountId !== accountId || !free)
      throw new Refusal(
        'invalid',
        'Validation failed: A file is not there, or attached already',
        'media_ids',
      );
    store.attach(mediaId, statusId, position);
  });
}
