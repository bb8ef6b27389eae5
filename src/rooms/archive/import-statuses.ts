import { type House, submit } from '#machinery/house.ts';
import { accountCounted, accountStore, requireActive } from '#rooms/accounts/index.ts';
import type { Source } from '#rooms/archive/rules/post.ts';
import { importStore } from '#rooms/archive/store.ts';
import { takeTag } from '#rooms/hashtags/index.ts';
import { mediaStore } from '#rooms/media/index.ts';
import {
  ESTIMATED,
  type StatusRow,
  statusCounted,
  statusesImported,
  statusStore,
  UNLISTED,
  visibleInApply,
} from '#rooms/statuses/index.ts';
import { timedIdAt } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

/** A post made ready for the log. Parents and boosted posts are named by their id at the source, or here. */
export type PreparedPost = {
  readonly sourceId: string;
  readonly createdAt: number;
  /** The time of day was estimated. */
  readonly estimated: boolean;
  readonly editedAt: number | null;
  readonly text: string;
  readonly html: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly visibility: number;
  readonly language: string | null;
  readonly replyToSource: string | null;
  readonly replyToId: number | null;
  readonly boostOfSource: string | null;
  readonly boostOfId: number | null;
  readonly tags: readonly { readonly key: string; readonly name: string }[];
  readonly mentionIds: readonly number[];
  readonly mediaIds: readonly number[];
};

export type ImportBody = {
  readonly accountId: number;
  readonly source: Source;
  readonly posts: readonly PreparedPost[];
};

/** How many were put in, and which could not: places in the list. Those that were here already are neither. */
export type ImportAnswer = { readonly imported: number; readonly lost: readonly number[] };

/** Puts posts of an archive into an account, each once. They are shown at their own date and told to nobody. */
export function importStatuses(house: House, body: ImportBody): Promise<ImportAnswer> {
  return submit(house, importStatusesCommand, body, { lane: 'bulk' });
}

export const importStatusesCommand = defineCommand(
  'import-statuses/1',
  (ctx, body: ImportBody): ImportAnswer => {
    requireActive(ctx, body.accountId);
    const ids: number[] = [];
    const lost: number[] = [];
    const parents = new Set<number>();
    for (const [place, post] of body.posts.entries()) {
      if (ctx.of(importStore).statusOf(body.accountId, body.source, post.sourceId) !== undefined) continue;
      const row = put(ctx, body, post);
      if (row) ids.push(row.id);
      else lost.push(place);
      for (const id of [row?.replyToId, row?.boostOfId]) if (typeof id === 'number') parents.add(id);
    }
    for (const id of ids) parents.delete(id);
    for (const id of parents) ctx.emit(statusCounted, { id });
    if (ids.length > 0) {
      ctx.emit(statusesImported, { accountId: body.accountId, ids });
      ctx.emit(accountCounted, { accountId: body.accountId });
    }
    return { imported: ids.length, lost };
  },
);

/** One post with all that belongs to it; undefined when what it boosts is not to be had. */
function put(ctx: ApplyContext, body: ImportBody, post: PreparedPost): StatusRow | undefined {
  const boosted = targetOf(ctx, body, post.boostOfSource, post.boostOfId);
  const boosts = post.boostOfSource !== null || post.boostOfId !== null;
  if (boosts && !mayBoostAgain(ctx, body.accountId, boosted)) return undefined;
  const parent = targetOf(ctx, body, post.replyToSource, post.replyToId);
  const store = ctx.of(statusStore);
  const id = freeId(ctx, post.createdAt);
  store.insert({
    id,
    accountId: body.accountId,
    visibility: post.visibility,
    boostOfId: boosted?.id ?? null,
    replyToId: parent?.id ?? null,
    replyToAccountId: parent?.accountId ?? null,
    conversationId: parent?.conversationId ?? id,
    text: post.text,
    html: post.html,
    spoiler: post.spoiler,
    sensitive: post.sensitive ? 1 : 0,
    language: post.language,
    createdAt: post.createdAt,
    receivedAt: ctx.at,
    imported: 1,
    label: post.estimated ? ESTIMATED : null,
  });
  if (post.editedAt !== null) ctx.of(importStore).setEdited(id, post.editedAt);
  ctx
    .of(importStore)
    .put(body.accountId, body.source, { sourceId: post.sourceId, statusId: id }, post.estimated);
  for (const tag of post.tags) store.addTag(takeTag(ctx, tag), id);
  for (const mentionedId of post.mentionIds) store.addMention(id, mentionedId);
  attach(ctx, body.accountId, id, post.mediaIds);
  if (parent) store.count(parent.id, { replies: 1 });
  if (boosted) store.count(boosted.id, { boosts: 1 });
  ctx.of(accountStore).countStatus(body.accountId, post.visibility <= UNLISTED ? 1 : 0, id);
  return store.byId(id);
}

/** The post of the same archive that was imported, or the one here that the account may see. */
function targetOf(
  ctx: ApplyContext,
  body: ImportBody,
  source: string | null,
  id: number | null,
): StatusRow | undefined {
  const own = source === null ? undefined : ctx.of(importStore).statusOf(body.accountId, body.source, source);
  const wanted = own ?? id;
  return wanted === null || wanted === undefined ? undefined : visibleInApply(ctx.db, body.accountId, wanted);
}

/** A boost is taken when what it boosts is here, may be boosted, is no boost itself and was not boosted yet. */
function mayBoostAgain(ctx: ApplyContext, accountId: number, row: StatusRow | undefined): boolean {
  if (!row || row.boostOfId !== null) return false;
  const allowed = row.visibility <= UNLISTED || (row.accountId === accountId && row.visibility < 3);
  return allowed && ctx.of(statusStore).boostBy(row.id, accountId) === undefined;
}

/**
 * The first free id at a post's own time. It stays below the ids of the entry's moment, which are for what is written live:
 * no later post can meet it. Refuses a time that is not past.
 */
function freeId(ctx: ApplyContext, at: number): number {
  const limit = timedIdAt(ctx.at);
  for (let ms = at; timedIdAt(ms) < limit; ms++) {
    const first = timedIdAt(ms);
    const highest = ctx.of(importStore).highestId(first, timedIdAt(ms + 1));
    const id = highest === undefined ? first : highest + 1;
    if (id < timedIdAt(ms + 1)) return id;
  }
  throw new Refusal('invalid', 'Validation failed: An imported post is dated in the future', 'created_at');
}

/** Attaches uploads of the account that are still free, in order. */
function attach(ctx: ApplyContext, accountId: number, statusId: number, ids: readonly number[]): void {
  const store = ctx.of(mediaStore);
  ids.forEach((mediaId, position) => {
    const media = store.byId(mediaId);
    if (media?.accountId === accountId && media.statusId === null) store.attach(mediaId, statusId, position);
  });
}
