import { hash } from 'node:crypto';
import { type House, submit } from '#machinery/house.ts';
import { countStatus, requireActive, userStore } from '#rooms/accounts/index.ts';
import { relationStore } from '#rooms/follows/index.ts';
import { takeTag } from '#rooms/hashtags/index.ts';
import { attachMedia } from '#rooms/statuses/attach-media.ts';
import { statusPosted } from '#rooms/statuses/events.ts';
import { type PreparedText, prepareText } from '#rooms/statuses/prepare-text.ts';
import { checkDraft, MENTIONS_MOST, wordingOf } from '#rooms/statuses/rules/compose.ts';
import { REPLAY } from '#rooms/statuses/rules/labels.ts';
import { UNLISTED } from '#rooms/statuses/rules/visibility.ts';
import { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
import { visibleInApply } from '#rooms/statuses/views.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';
import { outcomeStore } from '#view/outcomes.ts';

/** What an author wants posted. What is left out is as the author likes it. `visibility` is a code of rules/visibility.ts. */
export type PostDraft = {
  readonly text: string;
  readonly spoiler: string;
  readonly visibility?: number | undefined;
  readonly sensitive?: boolean | undefined;
  /** Null: not stated. */
  readonly language?: string | null | undefined;
  readonly replyToId?: number | undefined;
  readonly mediaIds: readonly number[];
  readonly label?: string;
};

type PostBody = PreparedText & {
  readonly accountId: number;
  readonly text: string;
  readonly spoiler: string;
  readonly visibility: number;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly replyToId: number | null;
  readonly mediaIds: readonly number[];
  readonly label: string | null;
};

/** Posts a status. `key` is the client's idempotency key: the same key posts once. Refuses an invalid draft. */
export async function post(
  house: House,
  accountId: number,
  draft: PostDraft,
  key?: string,
): Promise<{ readonly id: number }> {
  checkDraft(draft);
  const { text, spoiler } = wordingOf(draft);
  const usual = house.view().of(userStore).byId(accountId);
  const body: PostBody = {
    ...prepareText(house.view(), house.domain, text, draft.label === REPLAY ? 0 : MENTIONS_MOST),
    accountId,
    text,
    spoiler,
    visibility: draft.visibility ?? usual?.defaultVisibility ?? 0,
    sensitive: (draft.sensitive ?? usual?.defaultSensitive === 1) || spoiler !== '',
    language: draft.language === undefined ? (usual?.defaultLanguage ?? null) : draft.language,
    replyToId: draft.replyToId ?? null,
    mediaIds: [...new Set(draft.mediaIds)],
    label: draft.label ?? null,
  };
  return submit(house, postStatus, body, { id: key && commandId(house, accountId, key, body) });
}

/**
 * The command's id: the author's own key. A key whose first try was refused is spent only for that same draft, since apps
 * keep the key while people mend what was wrong.
 */
function commandId(house: House, accountId: number, key: string, body: PostBody): string {
  const id = `${accountId}:${key}`;
  const known = house.view().of(outcomeStore).find(id);
  return known && 'refusal' in known ? `${id}:${hash('sha256', JSON.stringify(body), 'base64url')}` : id;
}

export const postStatus = defineCommand('post-status/1', (ctx, body: PostBody) => {
  requireActive(ctx, body.accountId);
  const parent = parentOf(ctx, body);
  const id = ctx.timedId();
  const conversationId = parent?.conversationId ?? id;
  ctx.of(statusStore).insert({
    id,
    accountId: body.accountId,
    visibility: body.visibility,
    boostOfId: null,
    replyToId: parent?.id ?? null,
    replyToAccountId: parent?.accountId ?? null,
    conversationId,
    text: body.text,
    html: body.html,
    spoiler: body.spoiler,
    sensitive: body.sensitive ? 1 : 0,
    language: body.language,
    createdAt: ctx.at,
    receivedAt: ctx.at,
    imported: 0,
    label: body.label,
  });
  const tagIds = addTags(ctx, id, body.tags);
  const mentionedIds = addMentions(ctx, id, body.accountId, body.mentionIds);
  attachMedia(ctx, body.accountId, id, body.mediaIds);
  if (parent) ctx.of(statusStore).count(parent.id, { replies: 1 });
  const by = body.visibility <= UNLISTED ? 1 : 0;
  countStatus(ctx, body.accountId, by, id);
  ctx.emit(statusPosted, {
    id,
    accountId: body.accountId,
    visibility: body.visibility,
    boostOfId: null,
    boostOfAccountId: null,
    replyToId: parent?.id ?? null,
    replyToAccountId: parent?.accountId ?? null,
    conversationId,
    tagIds,
    mentionedIds,
    media: body.mediaIds.length > 0,
  });
  return { id };
});

/** What is answered; an answer to a boost answers what it boosts. */
function parentOf(ctx: ApplyContext, body: PostBody): StatusRow | undefined {
  if (body.replyToId === null) return undefined;
  const named = visibleInApply(ctx.db, body.accountId, body.replyToId);
  const parent = named?.boostOfId == null ? named : visibleInApply(ctx.db, body.accountId, named.boostOfId);
  if (!parent) throw new Refusal('not-found', 'The post being replied to is gone', 'in_reply_to_id');
  return parent;
}

/** Puts hashtags down for a status, those nobody used before too. In apply. */
export function addTags(ctx: ApplyContext, statusId: number, tags: PreparedText['tags']): number[] {
  const tagIds = tags.map((tag) => takeTag(ctx, tag));
  for (const tagId of tagIds) ctx.of(statusStore).addTag(tagId, statusId);
  return tagIds;
}

/** Puts down who is mentioned, without those who block the author. In apply. */
export function addMentions(
  ctx: ApplyContext,
  statusId: number,
  authorId: number,
  ids: readonly number[],
): number[] {
  const relations = ctx.of(relationStore);
  const mentionedIds = ids.filter((id) => !relations.blocks(id, authorId));
  for (const mentionedId of mentionedIds) ctx.of(statusStore).addMention(statusId, mentionedId);
  return mentionedIds;
}
