import { type House, submit } from '#machinery/house.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import { tagFollowChanged } from '#rooms/hashtags/events.ts';
import { tagFollowStore } from '#rooms/hashtags/follow-store.ts';
import { checkTagFollows } from '#rooms/hashtags/rules/follow.ts';
import { tagStore } from '#rooms/hashtags/store.ts';
import { takeTag } from '#rooms/hashtags/take-tag.ts';
import { hashtagKey, isHashtag } from '#values/hashtag.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/** Brings public posts with a hashtag, in all its spellings, to one's home timeline. */
export async function followTag(house: House, accountId: number, name: string): Promise<void> {
  if (!isHashtag(name)) throw new Refusal('not-found', 'Record not found');
  await submit(house, followTagCommand, { accountId, key: hashtagKey(name), name });
}

export async function unfollowTag(house: House, accountId: number, name: string): Promise<void> {
  await submit(house, unfollowTagCommand, { accountId, key: hashtagKey(name) });
}

export const followTagCommand = defineCommand(
  'follow-tag/1',
  (ctx, body: { readonly accountId: number; readonly key: string; readonly name: string }) => {
    const { accountId } = body;
    requireActive(ctx, accountId);
    const store = ctx.of(tagFollowStore);
    const tagId = takeTag(ctx, body);
    if (store.has(accountId, tagId)) return {};
    checkTagFollows(store.count(accountId));
    store.add(accountId, tagId, ctx.seq);
    ctx.emit(tagFollowChanged, { accountId, tagId });
    return {};
  },
);

export const unfollowTagCommand = defineCommand(
  'unfollow-tag/1',
  (ctx, { accountId, key }: { readonly accountId: number; readonly key: string }) => {
    const tagId = ctx.of(tagStore).byKey(key)?.id;
    if (tagId !== undefined && ctx.of(tagFollowStore).remove(accountId, tagId))
      ctx.emit(tagFollowChanged, { accountId, tagId });
    return {};
  },
);
