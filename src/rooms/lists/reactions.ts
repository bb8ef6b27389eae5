import { unfollowed } from '#rooms/follows/index.ts';
import { listChanged } from '#rooms/lists/events.ts';
import { listStore, memberStore } from '#rooms/lists/store.ts';
import { type AnyReaction, reaction } from '#view/command.ts';

/** Who is followed no longer is on no list any more. */
const leftLists = reaction(unfollowed, (ctx, { accountId, targetId }) => {
  for (const list of ctx.of(listStore).holding(accountId, targetId)) {
    ctx.of(memberStore).remove(list.id, targetId);
    ctx.emit(listChanged, { listId: list.id, accountId });
  }
});

export const reactions: readonly AnyReaction[] = [leftLists];
