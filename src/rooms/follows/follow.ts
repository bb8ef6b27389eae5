import { type House, submit } from '#machinery/house.ts';
import { accountStore, requireActive } from '#rooms/accounts/index.ts';
import { followRequested, relationChanged } from '#rooms/follows/events.ts';
import { relationStore } from '#rooms/follows/relations.ts';
import { decideFollow } from '#rooms/follows/rules/follow.ts';
import { type FollowOptions, followStore } from '#rooms/follows/store.ts';
import { beginFollow } from '#rooms/follows/ties.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';

/** How to follow; what is left out stays as it was. No languages means all of them. */
export type FollowWish = {
  readonly reblogs?: boolean | undefined;
  readonly notify?: boolean | undefined;
  readonly languages?: readonly string[] | undefined;
};

type Body = {
  readonly accountId: number;
  readonly targetId: number;
  readonly reblogs: boolean | null;
  readonly notify: boolean | null;
  readonly languages: readonly string[] | null;
};

/** Follows an account, or asks to where its owner decides by hand. Changes the options of a follow that is there. */
export async function follow(
  house: House,
  accountId: number,
  targetId: number,
  wish: FollowWish = {},
): Promise<void> {
  await submit(house, followCommand, {
    accountId,
    targetId,
    reblogs: wish.reblogs ?? null,
    notify: wish.notify ?? null,
    languages: wish.languages ?? null,
  });
}

export const followCommand = defineCommand('follow/1', (ctx, body: Body) => {
  const { accountId, targetId } = body;
  const store = ctx.of(followStore);
  const known = store.follows.find(accountId, targetId);
  const asked = store.requests.find(accountId, targetId);
  const options = changed(known ?? asked ?? { reblogs: 1, notify: 0, languages: null }, body);
  const decision = decide(ctx, accountId, targetId, known !== undefined, asked !== undefined);
  if (decision === 'follow') beginFollow(ctx, accountId, targetId, options, false);
  if (decision === 'request' || (decision === 'change' && asked))
    store.requests.put(accountId, targetId, ctx.seq, options);
  if (decision === 'change' && known) store.follows.put(accountId, targetId, ctx.seq, options);
  if (decision === 'request') ctx.emit(followRequested, { accountId, targetId });
  ctx.emit(relationChanged, { accountId, targetId });
  return {};
});

function decide(
  ctx: ApplyContext,
  accountId: number,
  targetId: number,
  follows: boolean,
  requested: boolean,
) {
  const follower = requireActive(ctx, accountId);
  const target = ctx.of(accountStore).byId(targetId);
  const relations = ctx.of(relationStore);
  return decideFollow({
    self: accountId === targetId,
    targetActive: target?.state === 'active',
    targetLocked: target?.locked === 1,
    blockedEitherWay: relations.blocks(targetId, accountId) || relations.blocks(accountId, targetId),
    silenced: follower.silenced === 1,
    follows,
    requested,
    following: follower.following,
  });
}

function changed(options: FollowOptions, wish: Body): FollowOptions {
  return {
    reblogs: wish.reblogs === null ? options.reblogs : Number(wish.reblogs),
    notify: wish.notify === null ? options.notify : Number(wish.notify),
    languages: wish.languages === null ? options.languages : languageList(wish.languages),
  };
}

function languageList(languages: readonly string[]): string | null {
  return languages.length === 0 ? null : JSON.stringify(languages);
}
