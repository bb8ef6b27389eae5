import { type House, submit } from '#machinery/house.ts';
import { accountCounted, accountStore, requireActive } from '#rooms/accounts/index.ts';
import { importedListStore } from '#rooms/archive/list-store.ts';
import {
  blockCommand,
  blockDomainCommand,
  FOLLOWS_MOST,
  followStore,
  muteCommand,
  relationChanged,
  relationStore,
} from '#rooms/follows/index.ts';
import { listChanged } from '#rooms/lists/index.ts';
import {
  bookmarkCommand,
  markStore,
  pinCommand,
  statusCounted,
  statusFlagged,
  statusStore,
  visibleInApply,
} from '#rooms/statuses/index.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

const LISTS_MOST = 50;

/** One thing a person is to somebody or something here. */
export type Relation =
  | {
      readonly kind: 'follow';
      readonly targetId: number;
      readonly reblogs: boolean;
      readonly notify: boolean;
      readonly languages: readonly string[];
    }
  | { readonly kind: 'block'; readonly targetId: number }
  | { readonly kind: 'mute'; readonly targetId: number; readonly notifications: boolean }
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'list'; readonly title: string; readonly targetId: number }
  | { readonly kind: 'bookmark' | 'favourite' | 'pin'; readonly statusId: number };

export type RelationsBody = { readonly accountId: number; readonly relations: readonly Relation[] };

/** What could not be taken over: its place in the list and why. */
export type RelationsAnswer = {
  readonly lost: readonly { readonly place: number; readonly reason: string }[];
};

/** Takes over relations, each once; nobody is told. Those that are there already stay as they are. */
export function importRelations(house: House, body: RelationsBody): Promise<RelationsAnswer> {
  return submit(house, importRelationsCommand, body, { lane: 'bulk' });
}

export const importRelationsCommand = defineCommand(
  'import-relations/1',
  (ctx, body: RelationsBody): RelationsAnswer => {
    requireActive(ctx, body.accountId);
    const lost: { place: number; reason: string }[] = [];
    for (const [place, relation] of body.relations.entries()) {
      const reason = take(ctx, body.accountId, relation);
      if (reason !== undefined) lost.push({ place, reason });
    }
    return { lost };
  },
);

/** Why it cannot be, undefined when it is. */
function take(ctx: ApplyContext, accountId: number, relation: Relation): string | undefined {
  try {
    if (relation.kind === 'follow') return follow(ctx, accountId, relation);
    if (relation.kind === 'list') return enlist(ctx, accountId, relation);
    if (relation.kind === 'favourite') return favourite(ctx, accountId, relation.statusId);
    if (relation.kind === 'block') blockCommand.apply(ctx, { ...relation, accountId });
    else if (relation.kind === 'mute') muteCommand.apply(ctx, { ...relation, accountId, seconds: null });
    else if (relation.kind === 'domain') blockDomainCommand.apply(ctx, { ...relation, accountId });
    else if (relation.kind === 'bookmark') bookmarkCommand.apply(ctx, { ...relation, accountId });
    else pinCommand.apply(ctx, { ...relation, accountId });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** A follow that tells nobody. Who decides by hand about followers is left to be asked by hand. */
function follow(
  ctx: ApplyContext,
  accountId: number,
  wish: Relation & { readonly kind: 'follow' },
): string | undefined {
  const { targetId } = wish;
  const accounts = ctx.of(accountStore);
  const relations = ctx.of(relationStore);
  const target = accounts.byId(targetId);
  if (relations.follows(accountId, targetId)) return undefined;
  if (target?.state !== 'active' || targetId === accountId) return 'this account cannot be followed';
  if (relations.blocks(targetId, accountId) || relations.blocks(accountId, targetId))
    return 'one blocks the other';
  if (target.locked === 1) return 'this account decides by hand who follows it: ask it';
  if ((accounts.byId(accountId)?.following ?? 0) >= FOLLOWS_MOST)
    return `nobody follows more than ${FOLLOWS_MOST}`;
  ctx.of(followStore).follows.put(accountId, targetId, ctx.seq, {
    reblogs: wish.reblogs ? 1 : 0,
    notify: wish.notify ? 1 : 0,
    languages: wish.languages.length === 0 ? null : JSON.stringify(wish.languages),
  });
  accounts.countFollow(accountId, 0, 1);
  accounts.countFollow(targetId, 1, 0);
  ctx.emit(accountCounted, { accountId });
  ctx.emit(accountCounted, { accountId: targetId });
  ctx.emit(relationChanged, { accountId, targetId });
  return undefined;
}

/** Puts somebody into the list of a title, made now if there is none. As everywhere, only those who are followed. */
function enlist(
  ctx: ApplyContext,
  accountId: number,
  { title, targetId }: Relation & { readonly kind: 'list' },
): string | undefined {
  if (!ctx.of(relationStore).follows(accountId, targetId))
    return 'a list holds only accounts that are followed';
  const lists = ctx.of(importedListStore);
  const known = lists.byTitle(accountId, title);
  if (known === undefined && lists.count(accountId) >= LISTS_MOST)
    return `nobody has more than ${LISTS_MOST} lists`;
  const listId = known ?? ctx.randomId();
  if (known === undefined) lists.insert(listId, accountId, title);
  lists.addMember(listId, targetId, ctx.seq);
  ctx.emit(listChanged, { listId, accountId });
  return undefined;
}

/** A favourite that does not tell the author. */
function favourite(ctx: ApplyContext, accountId: number, statusId: number): string | undefined {
  if (!visibleInApply(ctx.db, accountId, statusId)) return 'this post is not here';
  if (!ctx.of(markStore).favourite.add(accountId, statusId, ctx.seq)) return undefined;
  ctx.of(statusStore).count(statusId, { favourites: 1 });
  ctx.emit(statusCounted, { id: statusId });
  ctx.emit(statusFlagged, { id: statusId, accountId });
  return undefined;
}
