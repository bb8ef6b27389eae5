import { type House, submit } from '#machinery/house.ts';
import { accountChanged } from '#rooms/accounts/events.ts';
import { accountStore } from '#rooms/accounts/store.ts';
import { type Role, type UserState, userStore } from '#rooms/accounts/user-store.ts';
import { foldText } from '#values/fold.ts';
import { Refusal } from '#values/refusal.ts';
import { dayOf } from '#values/time.ts';
import { checkUsername, usernameKey } from '#values/username.ts';
import { defineCommand } from '#view/command.ts';

/** A person to be. The password comes as an argon2 hash; null for an account nobody can sign in to yet. */
export type NewUser = {
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly state: UserState;
  readonly reason: string;
  readonly locale: string | null;
  readonly imported: boolean;
};

type Body = NewUser & { readonly usernameKey: string; readonly displayKey: string };

/** Makes a local account with its user. Refuses a name or address that is taken or not allowed. */
export function createUser(house: House, user: NewUser): Promise<{ readonly id: number }> {
  checkUsername(user.username);
  const body: Body = {
    ...user,
    usernameKey: usernameKey(user.username),
    displayKey: foldText(user.displayName),
  };
  return submit(house, createUserCommand, body);
}

export const createUserCommand = defineCommand('create-user/1', (ctx, body: Body) => {
  const accounts = ctx.of(accountStore);
  if (accounts.byName(body.usernameKey, ''))
    throw new Refusal('invalid', 'Validation failed: Username has already been taken', 'username');
  if (body.email !== null && ctx.of(userStore).byEmail(body.email))
    throw new Refusal('invalid', 'Validation failed: Email has already been taken', 'email');
  const id = ctx.randomId();
  accounts.insert({
    id,
    username: body.username,
    usernameKey: body.usernameKey,
    displayName: body.displayName,
    displayKey: body.displayKey,
    state: body.state === 'pending' ? 'pending' : 'active',
    createdOn: dayOf(ctx.at),
    imported: body.imported ? 1 : 0,
  });
  ctx.of(userStore).insert({ ...body, accountId: id });
  ctx.emit(accountChanged, { accountId: id });
  return { id };
});
