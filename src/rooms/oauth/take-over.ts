import { type House, submit } from '#machinery/house.ts';
import { accountStore, addUser, type PreparedUser, prepareUser, userStore } from '#rooms/accounts/index.ts';
import { replacePassword } from '#rooms/oauth/change-password.ts';
import { addToken, freshSecret, tokenHash } from '#rooms/oauth/issue-token.ts';
import { spendOneTime } from '#rooms/oauth/one-time.ts';
import { passwords } from '#rooms/oauth/passwords.ts';
import { checkPassword } from '#rooms/oauth/rules/password.ts';
import { ALL_SCOPES } from '#rooms/oauth/rules/scopes.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

const SESSION = { appId: null, scopes: ALL_SCOPES, kind: 'session' } as const;

/** Makes the account that runs this server, by its one-time link, while there is none. Resolves with a session's token. */
export async function makeAdministrator(
  house: House,
  code: string,
  form: { readonly username: string; readonly email: string; readonly password: string },
): Promise<string> {
  checkPassword(form.password, form.username);
  const user = prepareUser({
    username: form.username,
    displayName: '',
    email: form.email || null,
    passwordHash: await passwords.hash(form.password, house.world.random),
    role: 'admin',
    state: 'active',
    reason: '',
    locale: null,
    imported: false,
  });
  const token = freshSecret(house);
  await submit(house, makeAdministratorCommand, {
    user,
    codeHash: tokenHash(code),
    tokenHash: tokenHash(token),
  });
  return token;
}

type MakeAdministrator = {
  readonly user: PreparedUser;
  readonly codeHash: string;
  readonly tokenHash: string;
};

export const makeAdministratorCommand = defineCommand(
  'make-administrator/1',
  (ctx, body: MakeAdministrator) => {
    spendOneTime(ctx, 'administrator', body.codeHash);
    if (ctx.of(userStore).hasAdmin())
      throw new Refusal('gone', 'This server has an administrator already', 'administrator');
    const accountId = addUser(ctx, body.user);
    addToken(ctx, { ...SESSION, accountId, hash: body.tokenHash });
    return { id: accountId };
  },
);

/** Sets the password of the account a one-time link is for; whoever was signed in to it is no longer. Resolves with a session's token. */
export async function claimAccount(
  house: House,
  code: string,
  account: { readonly username: string },
  password: string,
): Promise<string> {
  checkPassword(password, account.username);
  const passwordHash = await passwords.hash(password, house.world.random);
  const token = freshSecret(house);
  await submit(house, claimAccountCommand, {
    passwordHash,
    codeHash: tokenHash(code),
    tokenHash: tokenHash(token),
  });
  return token;
}

type Claim = { readonly passwordHash: string; readonly codeHash: string; readonly tokenHash: string };

export const claimAccountCommand = defineCommand('claim-account/1', (ctx, body: Claim) => {
  const { accountId } = spendOneTime(ctx, 'claim', body.codeHash);
  const user = accountId === null ? undefined : ctx.of(userStore).byId(accountId);
  const account = accountId === null ? undefined : ctx.of(accountStore).byId(accountId);
  if (!user || account?.state !== 'active') throw new Refusal('gone', 'This account is no longer here');
  if (user.state === 'unclaimed') ctx.of(userStore).setState(account.id, 'active');
  replacePassword(ctx, account.id, body.passwordHash, null);
  addToken(ctx, { ...SESSION, accountId: account.id, hash: body.tokenHash });
  return { id: account.id };
});
