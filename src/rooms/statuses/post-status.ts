import { type House, submit } from '#machinery/house.ts';
import { type AccountRow, accountStore, requireActive } from '#rooms/accounts/index.ts';
import { relationStore } from '#rooms/follows/index.ts';
import { takeTag } from '#rooms/hashtags/index.ts';
import { mediaStore } from '#rooms/media/index.ts';
import { statusPosted } from '#rooms/statuses/events.ts';
import { checkDraft, MENTIONS_MOST, TAGS_MOST } from '#rooms/statuses/rules/compose.ts';
import { UNLISTED } from '#rooms/statuses/rules/visibility.ts';
import { statusStore } from '#rooms/statuses/store.ts';
import { visibleInApply } from '#rooms/statuses/views.ts';
import { findHashtags, hashtagKey } from '#values/hashtag.ts';
import { renderText } from '#values/html.ts';
import { findMentions } from '#values/mention.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';
import type { View } from '#view/reader.ts';

/** What an author wants posted. Ids as numbers; `visibility` is a code of rules/visibility.ts. */
export type PostDraft = {
  readonly text: string;
  readonly spoiler: string;
  readonly visibility: number;
  readonly sensitive: boolean;
  readonly language: string | undefined;
  readonly replyToId: number | undefined;
  readonly mediaIds: readonly number[];
  readonly label?: string;
};

/** Text made ready for the log: rendered, its hashtags folded, its mentions found. */
export type PreparedText = {
  readonly html: string;
  readonly tags: readonly { readonly key: string; readonly name: string }[];
  readonly mentionIds: readonly number[];
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
  const body: PostBody = {
    ...prepareText(house.view(), house.domain, draft.text),
    accountId,
    text: draft.text,
    spoiler: draft.spoiler,
    visibility: draft.visibility,
    sensitive: draft.sensitive || draft.spoiler !== '',
    language: draft.language ?? null,
    replyToId: draft.replyToId ?? null,
    mediaIds: draft.mediaIds,
    label: draft.label ?? null,
  };
  return submit(house, postStatus, body, { id: key && `${accountId}:${key}` });
}

/** Renders a text, folds its hashtags and finds whom it mentions. */
export function prepareText(view: View, domain: string, text: string): PreparedText {
  const people = new Map<string, AccountRow>();
  for (const mention of findMentions(text).slice(0, MENTIONS_MOST)) {
    const at =
      mention.domain === undefined || mention.domain.toLowerCase() === domain
        ? ''
        : mention.domain.toLowerCase();
    const found = view.of(accountStore).byName(mention.username.toLowerCase(), at);
    if (found?.state === 'active') people.set(`${mention.username.toLowerCase()}@${at}`, found);
  }
  const personOf = (username: string, at: string | undefined) =>
    people.get(
      `${username.toLowerCase()}@${at === undefined || at.toLowerCase() === domain ? '' : at.toLowerCase()}`,
    );
  const html = renderText(text, {
    mentionHref: (username, at) => {
      const account = personOf(username, at);
      return account && (account.url ?? `/@${account.username}`);
    },
    hashtagHref: (name) => `/tags/${encodeURIComponent(name)}`,
  });
  const tags = new Map<string, string>();
  for (const { name } of findHashtags(text)) {
    const tagKey = hashtagKey(name);
    if (!tags.has(tagKey) && tags.size < TAGS_MOST) tags.set(tagKey, name);
  }
  return {
    html,
    tags: [...tags].map(([tagKey, name]) => ({ key: tagKey, name })),
    mentionIds: [...new Set([...people.values()].map((account) => account.id))],
  };
}

export const postStatus = defineCommand('post-status/1', (ctx, body: PostBody) => {
  requireActive(ctx, body.accountId);
  const parent = body.replyToId === null ? undefined : visibleInApply(ctx.db, body.accountId, body.replyToId);
  if (body.replyToId !== null && !parent)
    throw new Refusal('not-found', 'The post being replied to is gone', 'in_reply_to_id');
  const id = ctx.timedId();
  const store = ctx.of(statusStore);
  store.insert({
    id,
    accountId: body.accountId,
    visibility: body.visibility,
    boostOfId: null,
    replyToId: parent?.id ?? null,
    replyToAccountId: parent?.accountId ?? null,
    conversationId: parent?.conversationId ?? id,
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
  const tagIds = body.tags.map((tag) => takeTag(ctx, tag));
  for (const tagId of tagIds) store.addTag(tagId, id);
  const mentionedIds = mentionable(ctx, body.accountId, body.mentionIds);
  for (const mentionedId of mentionedIds) store.addMention(id, mentionedId);
  attachMedia(ctx, body.accountId, id, body.mediaIds);
  if (parent) store.count(parent.id, { replies: 1 });
  const by = body.visibility <= UNLISTED ? 1 : 0;
  const authorStatuses = ctx.of(accountStore).countStatus(body.accountId, by, id);
  ctx.emit(statusPosted, {
    id,
    accountId: body.accountId,
    visibility: body.visibility,
    boostOfId: null,
    boostOfAccountId: null,
    replyToId: parent?.id ?? null,
    replyToAccountId: parent?.accountId ?? null,
    conversationId: parent?.conversationId ?? id,
    tagIds,
    mentionedIds,
    media: body.mediaIds.length > 0,
    authorStatuses,
  });
  return { id };
});

/** Those mentioned who do not block the author. */
export function mentionable(ctx: ApplyContext, authorId: number, ids: readonly number[]): number[] {
  const relations = ctx.of(relationStore);
  return ids.filter((id) => !relations.blocks(id, authorId));
}

/** Attaches uploads in order. Refuses one that is not the author's, or attached elsewhere. */
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
