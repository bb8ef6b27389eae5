import { statusesCounted } from '#rooms/accounts/events.ts';
import { accountStore } from '#rooms/accounts/store.ts';
import type { ApplyContext } from '#view/command.ts';

/**
 * Adds to an account's number of public and unlisted statuses. `lastStatusId` is the id of a new one, 0 when one went.
 * For use inside apply.
 */
export function countStatus(ctx: ApplyContext, accountId: number, by: number, lastStatusId: number): void {
  const statuses = ctx.of(accountStore).countStatus(accountId, by, lastStatusId);
  if (by !== 0) ctx.emit(statusesCounted, { accountId, statuses });
}
