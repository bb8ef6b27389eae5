import { accountStore } from '#rooms/accounts/index.ts';
import { mutesNotifications, relationStore } from '#rooms/follows/index.ts';
import { notificationMade } from '#rooms/notifications/events.ts';
import { groupKeyOf, type Kind } from '#rooms/notifications/rules/kinds.ts';
import { mayNotify } from '#rooms/notifications/rules/notify.ts';
import { notificationWriteStore } from '#rooms/notifications/write-store.ts';
import { markStore, type StatusRow, visibleInApply } from '#rooms/statuses/index.ts';
import type { ApplyContext } from '#view/command.ts';

/** What somebody may be told: of what kind, by whom, about which status. */
export type Occasion = {
  readonly accountId: number;
  readonly kind: Kind;
  readonly fromId: number;
  readonly statusId: number | null;
};

/** Tells an account of something, unless it would rather not know or may not. In apply. */
export function notify(ctx: ApplyContext, occasion: Occasion): void {
  const { accountId, kind, fromId, statusId } = occasion;
  if (accountId === fromId || !mayNotify(factsOf(ctx, occasion))) return;
  const id = ctx.timedId();
  const groupKey = groupKeyOf(kind, statusId, ctx.at);
  ctx.of(notificationWriteStore).insert({ id, accountId, kind, fromId, statusId, at: ctx.at, groupKey });
  ctx.emit(notificationMade, { id, accountId });
}

function factsOf(ctx: ApplyContext, { accountId, fromId, statusId }: Occasion) {
  const accounts = ctx.of(accountStore);
  const relations = ctx.of(relationStore);
  const recipient = accounts.byId(accountId);
  const sender = accounts.byId(fromId);
  const status = statusId === null ? undefined : visibleInApply(ctx.db, accountId, statusId);
  return {
    self: accountId === fromId,
    recipientHere: recipient?.domain === '' && recipient.state === 'active',
    senderActive: sender?.state === 'active',
    blockedEitherWay: relations.blocks(accountId, fromId) || relations.blocks(fromId, accountId),
    mutesNotifications: mutesNotifications(ctx, accountId, fromId),
    domainBlocked: sender ? relations.blocksDomain(accountId, sender.domain) : false,
    conversationMuted: status !== undefined && isMuted(ctx, accountId, status),
    maySee: statusId === null || status !== undefined,
  };
}

function isMuted(ctx: ApplyContext, accountId: number, status: StatusRow): boolean {
  return ctx.of(markStore).isMuted(accountId, status.conversationId);
}
