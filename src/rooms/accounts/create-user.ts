import { type House, submit } from '#machinery/house.ts';
import { accountChanged } from '#rooms/accounts/events.ts';
import { cleanLine } from '#rooms/accounts/rules/clean-line.ts';
import { wordsOf } from '#rooms/accounts/rules/words.ts';
import { accountStore } from '#rooms/accounts/store.ts';
import { type Role, type UserState, userStore } from '#rooms/accounts/user-store.ts';
import { wordStore } from '#rooms/accounts/word-store.ts';
import { foldText } from '#values/fold.ts';
import { Refusal } from '#values/refusal.ts';
import { dayOf } from '#values/time.ts';
import { checkUsername, usernameKey } from '#values/username.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

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
  /** Whether the password may be traded for a token. */
  readonly passwordGrant?: boolean;
};

/** The same made ready for the log. */
export type PreparedUser = NewUser & {
  readonly usernameKey: string;
  readonly displayKey: string;
  readonly words: readonly string[];
};

/** Folds the names by which an account is found. Refuses a name that cannot be one. */
export function prepareUser(user: NewUser): PreparedUser {
  checkUsername(user.username);
  const displayName = cleanLine(user.displayName);
  return {
    ...user,
    displayName,
    email: user.email?.trim().toLowerCase() || null,
    usernameKey: usernameKey(user.username),
    displayKey: foldText(displayName),
    words: wordsOf(user.username, displayName),
  };
}

/** Makes a local account with its user. Refuses a name or address that is taken or not allowed. */
export function createUser(house: House, user: NewUser): Promise<{ readonly id: number }> {
  return submit(house, createUserCommand, prepareUser(user));
}

export const createUserCommand = defineCommand('create-user/1', (ctx, body: PreparedUser) => ({
  id: addUser(ctx, body),
}));

/** Puts an account and its user down, for apply. Refuses a name or address that is taken. */
export function addUser(ctx: ApplyContext, user: PreparedUser): number {
  const accounts = ctx.of(accountStore);
  if (accounts.byName(user.usernameKey, ''))
    throw new Refusal('invalid', 'Validation failed: Username has already been taken', 'username');
  if (user.email !== null && ctx.of(userStore).byEmail(user.email))
    throw new Refusal('invalid', 'Validation failed: Email has already been taken', 'email');
  const id = ctx.randomId();
  accounts.insert({
    id,
    username: user.username,
    usernameKey: user.usernameKey,
    displayName: user.displayName,
    displayKey: user.displayKey,
    state: user.state === 'pending' ? 'pending' : 'active',
    createdOn: dayOf(ctx.at),
    imported: user.imported ? 1 : 0,
  });
  ctx.of(wordStore).put(id, user.words);
  ctx.of(userStore).insert({ ...user, accountId: id, passwordGrant: user.passwordGrant ? 1 : 0 });
  ctx.emit(accountChanged, { accountId: id });
  return id;
}
