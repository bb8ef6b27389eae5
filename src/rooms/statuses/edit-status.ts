import { type House, submit } from '#machinery/house.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import { checkDescription, type MediaRow, type MediaWords, mediaStore } from '#rooms/media/index.ts';
import { attachMedia } from '#rooms/statuses/attach-media.ts';
import { editStore } from '#rooms/statuses/edit-store.ts';
import { statusEdited } from '#rooms/statuses/events.ts';
import { addMentions, addTags } from '#rooms/statuses/post-status.ts';
import { type PreparedText, prepareText } from '#rooms/statuses/prepare-text.ts';
import { checkDraft, EDITS_MOST, wordingOf } from '#rooms/statuses/rules/compose.ts';
import { difference, saysOtherwise } from '#rooms/statuses/rules/edit.ts';
import { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';
import type { View } from '#view/reader.ts';

/** What an author changes of a status; what is left out stays. */
export type EditDraft = {
  readonly text?: string | undefined;
  readonly spoiler?: string | undefined;
  readonly sensitive?: boolean | undefined;
  /** Null: not stated. */
  readonly language?: string | null | undefined;
  readonly mediaIds?: readonly number[] | undefined;
  readonly media?: readonly MediaWords[] | undefined;
};

type EditBody = PreparedText & {
  readonly accountId: number;
  readonly statusId: number;
  readonly text: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly mediaIds: readonly number[];
  readonly media: readonly MediaWords[];
};

/** Changes one's own status and keeps the wording it had. Refuses what could not be posted either. */
export async function editStatus(
  house: House,
  accountId: number,
  statusId: number,
  draft: EditDraft,
): Promise<void> {
  const view = house.view();
  const row = view.of(statusStore).byId(statusId);
  if (row?.accountId !== accountId || row.boostOfId !== null) throw notThere();
  const mediaIds = [...new Set(draft.mediaIds ?? mediaOf(view, statusId).map((media) => media.id))];
  const whole = { text: draft.text ?? row.text, spoiler: draft.spoiler ?? row.spoiler, mediaIds };
  checkDraft({ ...whole, language: draft.language });
  for (const { description } of draft.media ?? [])
    if (description !== undefined) checkDescription(description);
  const { text, spoiler } = wordingOf(whole);
  await submit(house, editStatusCommand, {
    ...prepareText(view, house.domain, text),
    accountId,
    statusId,
    text,
    spoiler,
    sensitive: (draft.sensitive ?? row.sensitive === 1) || spoiler !== '',
    language: draft.language === undefined ? row.language : draft.language,
    mediaIds,
    media: draft.media ?? [],
  });
}

export const editStatusCommand = defineCommand('edit-status/1', (ctx, body: EditBody) => {
  requireActive(ctx, body.accountId);
  const row = ctx.of(statusStore).byId(body.statusId);
  if (row?.accountId !== body.accountId || row.boostOfId !== null) throw notThere();
  const before = mediaOf(ctx, row.id);
  changeMedia(ctx, body, before);
  const edited = saysOtherwise(
    { text: row.text, spoiler: row.spoiler, sensitive: row.sensitive === 1, media: before },
    { ...body, media: mediaOf(ctx, row.id) },
  );
  if (edited) keepWording(ctx, row, before);
  ctx.of(editStore).rewrite({
    id: row.id,
    text: body.text,
    html: body.html,
    spoiler: body.spoiler,
    sensitive: body.sensitive ? 1 : 0,
    language: body.language,
    editedAt: edited ? ctx.at : row.editedAt,
  });
  const tags = changeTags(ctx, row.id, body.tags);
  const mentions = changeMentions(ctx, row, body.mentionIds);
  ctx.emit(statusEdited, {
    id: row.id,
    accountId: row.accountId,
    visibility: row.visibility,
    conversationId: row.conversationId,
    tagIds: tags.now,
    addedTagIds: tags.added,
    removedTagIds: tags.removed,
    newlyMentionedIds: mentions.added,
    noLongerMentionedIds: mentions.removed,
    edited,
    createdAt: row.createdAt,
  });
  return {};
});

function notThere(): Refusal {
  return new Refusal('not-found', 'Record not found');
}

function mediaOf(place: Pick<View, 'of'>, statusId: number): MediaRow[] {
  return place.of(mediaStore).ofStatuses(`[${statusId}]`);
}

function changeMedia(ctx: ApplyContext, body: EditBody, before: readonly MediaRow[]): void {
  const ids = before.map((media) => media.id);
  if (ids.join() !== body.mediaIds.join()) {
    ctx.of(mediaStore).detachAll(body.statusId, ctx.at);
    attachMedia(ctx, body.accountId, body.statusId, body.mediaIds);
  }
  for (const change of body.media) if (body.mediaIds.includes(change.id)) ctx.of(mediaStore).describe(change);
}

/** The wording a status had. Of very many, the first and the latest are kept. */
function keepWording(ctx: ApplyContext, row: StatusRow, media: readonly MediaRow[]): void {
  const store = ctx.of(editStore);
  if (store.count(row.id) >= EDITS_MOST) store.dropSecond(row.id);
  store.keep({
    statusId: row.id,
    at: row.editedAt ?? row.createdAt,
    html: row.html,
    spoiler: row.spoiler,
    sensitive: row.sensitive,
    media: JSON.stringify(media.map(({ id, description }) => ({ id, description }))),
    replacedAt: ctx.at,
  });
}

function changeTags(ctx: ApplyContext, statusId: number, tags: PreparedText['tags']) {
  const store = ctx.of(statusStore);
  const before = store.tagsOf(`[${statusId}]`).map((tag) => tag.id);
  const now = addTags(ctx, statusId, tags);
  const change = difference(before, now);
  for (const tagId of change.removed) ctx.of(editStore).removeTag(tagId, statusId);
  return { ...change, now };
}

function changeMentions(ctx: ApplyContext, row: StatusRow, mentionIds: readonly number[]) {
  const before = ctx
    .of(statusStore)
    .mentionsOf(`[${row.id}]`)
    .map((mention) => mention.accountId);
  const change = difference(before, addMentions(ctx, row.id, row.accountId, mentionIds));
  for (const accountId of change.removed) ctx.of(editStore).removeMention(row.id, accountId);
  return change;
}
