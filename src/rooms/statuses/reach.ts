import { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
import { visibleInApply } from '#rooms/statuses/views.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';

/** The status itself, where a boost is meant for what it boosts. In apply, before any gate. */
export function originalOf(ctx: ApplyContext, statusId: number): StatusRow | undefined {
  const row = ctx.of(statusStore).byId(statusId);
  return row?.boostOfId == null ? row : ctx.of(statusStore).byId(row.boostOfId);
}

/** The status an account acts on, a boost standing for what it boosts. Refuses what the account may not see. */
export function reachStatus(ctx: ApplyContext, accountId: number, statusId: number): StatusRow {
  const named = visibleInApply(ctx.db, accountId, statusId);
  const row = named?.boostOfId == null ? named : visibleInApply(ctx.db, accountId, named.boostOfId);
  if (!row) throw new Refusal('not-found', 'Record not found');
  return row;
}
