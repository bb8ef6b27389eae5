import { blocked, followed, followRequestEnded, followRequested, unfollowed } from '#rooms/follows/index.ts';
import { reseat, seat } from '#rooms/notifications/conversations.ts';
import { notify } from '#rooms/notifications/notify.ts';
import { notifyMany } from '#rooms/notifications/notify-many.ts';
import { removeNotifications } from '#rooms/notifications/sweep.ts';
import { notificationWriteStore } from '#rooms/notifications/write-store.ts';
import {
  DIRECT,
  statusDeleted,
  statusEdited,
  statusFavourited,
  statusPosted,
  statusStore,
  statusUnfavourited,
} from '#rooms/statuses/index.ts';
import { type AnyReaction, type ApplyContext, reaction } from '#view/command.ts';

/** Whom what happened is told to, and what is no longer told. */

const posted = reaction(statusPosted, (ctx, post) => {
  const { id, accountId } = post;
  if (post.boostOfId !== null && post.boostOfAccountId !== null) {
    notify(ctx, {
      accountId: post.boostOfAccountId,
      kind: 'reblog',
      fromId: accountId,
      statusId: post.boostOfId,
    });
    return;
  }
  if (post.visibility === DIRECT) seat(ctx, post, [accountId, ...post.mentionedIds]);
  for (const mentionedId of post.mentionedIds)
    notify(ctx, { accountId: mentionedId, kind: 'mention', fromId: accountId, statusId: id });
  const answersOthers = post.replyToAccountId !== null && post.replyToAccountId !== accountId;
  if (post.visibility !== DIRECT && !answersOthers)
    notifyMany(ctx, { kind: 'status', statusId: id, authorId: accountId });
});

const edited = reaction(statusEdited, (ctx, edit) => {
  if (edit.visibility === DIRECT) {
    const left = edit.noLongerMentionedIds.filter((id) => id !== edit.accountId);
    reseat(ctx, edit, left);
    seat(ctx, edit, edit.newlyMentionedIds);
  }
  for (const mentionedId of edit.newlyMentionedIds)
    if (!ctx.of(notificationWriteStore).has(mentionedId, edit.accountId, 'mention', edit.id))
      notify(ctx, { accountId: mentionedId, kind: 'mention', fromId: edit.accountId, statusId: edit.id });
  if (edit.edited) notifyMany(ctx, { kind: 'update', statusId: edit.id, authorId: edit.accountId });
});

const deleted = reaction(statusDeleted, (ctx, gone) => {
  if (gone.boostOfId !== null) {
    const authorId = ctx.of(statusStore).byId(gone.boostOfId)?.accountId;
    if (authorId !== undefined) untell(ctx, authorId, gone.accountId, 'reblog', gone.boostOfId);
    return;
  }
  removeNotifications(ctx, { by: 'status', statusId: gone.id });
  if (gone.visibility === DIRECT) reseat(ctx, gone, [gone.accountId, ...gone.mentionedIds]);
});

const favourited = reaction(statusFavourited, (ctx, { id, accountId, authorId }) => {
  notify(ctx, { accountId: authorId, kind: 'favourite', fromId: accountId, statusId: id });
});

const unfavourited = reaction(statusUnfavourited, (ctx, { id, accountId, authorId }) => {
  untell(ctx, authorId, accountId, 'favourite', id);
});

/** Who let somebody in knows of it; only follows without a question are told. */
const gotFollower = reaction(followed, (ctx, { accountId, targetId, asked }) => {
  if (!asked) notify(ctx, { accountId: targetId, kind: 'follow', fromId: accountId, statusId: null });
});

const wasAsked = reaction(followRequested, (ctx, { accountId, targetId }) => {
  notify(ctx, { accountId: targetId, kind: 'follow_request', fromId: accountId, statusId: null });
});

const lostFollower = reaction(unfollowed, (ctx, { accountId, targetId }) => {
  untell(ctx, targetId, accountId, 'follow', null);
});

const requestEnded = reaction(followRequestEnded, (ctx, { accountId, targetId }) => {
  untell(ctx, targetId, accountId, 'follow_request', null);
});

const wasBlocked = reaction(blocked, (ctx, { accountId, targetId }) => {
  removeNotifications(ctx, { by: 'pair', accountId, fromId: targetId });
  removeNotifications(ctx, { by: 'pair', accountId: targetId, fromId: accountId });
});

/** What was told once is taken back. */
function untell(
  ctx: ApplyContext,
  accountId: number,
  fromId: number,
  kind: 'reblog' | 'favourite' | 'follow' | 'follow_request',
  statusId: number | null,
): void {
  ctx.of(notificationWriteStore).removeTold(accountId, fromId, kind, statusId, 10);
}

export const reactions: readonly AnyReaction[] = [
  posted,
  edited,
  deleted,
  favourited,
  unfavourited,
  gotFollower,
  wasAsked,
  lostFollower,
  requestEnded,
  wasBlocked,
];
