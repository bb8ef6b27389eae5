import { type AccountRow, accountStore } from '#rooms/accounts/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';

/** The account that acts. Refuses when it may not: suspended, pending or gone. For use inside apply. */
export function requireActive(ctx: ApplyContext, accountId: number): AccountRow {
  const account = ctx.of(accountStore).byId(accountId);
  if (account?.state !== 'active') throw new Refusal('forbidden', 'This account may not do this');
  return account;
}
