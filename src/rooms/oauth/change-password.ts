import { type House, submit } from '#machinery/house.ts';
import { accountChanged, accountStore, userStore } from '#rooms/accounts/index.ts';
import { passwords } from '#rooms/oauth/passwords.ts';
import { dropTokens } from '#rooms/oauth/revoke-token.ts';
import { checkPassword } from '#rooms/oauth/rules/password.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

/** Changes one's own password; all other sessions and apps are signed out. Refuses when the present one is not right. */
export async function changePassword(
  house: House,
  accountId: number,
  change: { readonly present: string; readonly next: string; readonly keepTokenId: number | undefined },
): Promise<void> {
  const view = house.view();
  const user = view.of(userStore).byId(accountId);
  const account = view.of(accountStore).byId(accountId);
  if (!user || !account) throw new Refusal('not-found', 'Record not found');
  if (!(await passwords.verify(change.present, user.passwordHash)))
    throw new Refusal('invalid', 'The present password is not right', 'current_password');
  checkPassword(change.next, account.username);
  const passwordHash = await passwords.hash(change.next, house.world.random);
  await submit(house, changePasswordCommand, {
    accountId,
    passwordHash,
    keepTokenId: change.keepTokenId ?? null,
  });
}

type ChangePassword = {
  readonly accountId: number;
  readonly passwordHash: string;
  readonly keepTokenId: number | null;
};

export const changePasswordCommand = defineCommand('change-password/1', (ctx, body: ChangePassword) => {
  if (!ctx.of(userStore).byId(body.accountId)) throw new Refusal('not-found', 'Record not found');
  replacePassword(ctx, body.accountId, body.passwordHash, body.keepTokenId);
  return {};
});

/** A new password ends every token but one: who knew the old one has no way left in. For use inside apply. */
export function replacePassword(
  ctx: ApplyContext,
  accountId: number,
  hash: string,
  keepTokenId: number | null,
): void {
  ctx.of(userStore).setPassword(accountId, hash);
  dropTokens(ctx, accountId, { allBut: keepTokenId });
  ctx.emit(accountChanged, { accountId });
}
