import { tagUseStore } from '#rooms/hashtags/index.ts';
import { PUBLIC, statusDeleted, statusEdited, statusPosted } from '#rooms/statuses/index.ts';
import { type AnyReaction, reaction } from '#view/command.ts';

/** Public posts count; what is deleted or edited away is taken back in the same transaction. Imports and boosts do not count. */
export const reactions: readonly AnyReaction[] = [
  reaction(statusPosted, (ctx, posted) => {
    if (posted.visibility !== PUBLIC) return;
    for (const tagId of posted.tagIds) ctx.of(tagUseStore).add(tagId, ctx.at, posted.accountId);
  }),
  reaction(statusDeleted, (ctx, gone) => {
    if (gone.visibility !== PUBLIC) return;
    for (const tagId of gone.tagIds) ctx.of(tagUseStore).remove(tagId, gone.createdAt, gone.accountId);
  }),
  reaction(statusEdited, (ctx, edited) => {
    if (edited.visibility !== PUBLIC) return;
    const uses = ctx.of(tagUseStore);
    for (const tagId of edited.removedTagIds) uses.remove(tagId, edited.createdAt, edited.accountId);
    for (const tagId of edited.addedTagIds) uses.add(tagId, edited.createdAt, edited.accountId);
  }),
];
