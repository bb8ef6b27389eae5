import type { House } from '#machinery/house.ts';
import type { Limit } from '#machinery/http/limits.ts';
import { addressKey, type Limits } from '#machinery/http/limits.ts';
import { accountStore, type UserRow, userStore } from '#rooms/accounts/index.ts';
import { passwords } from '#rooms/oauth/passwords.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';
import type { View } from '#view/reader.ts';

const HOUR_MS = 3_600_000;
/** Failed attempts; those that succeed are not counted. A carrier may have thousands of people behind one address. */
export const BY_ACCOUNT: Limit = { name: 'sign-in-account', most: 20, perMs: HOUR_MS, by: 'account' };
export const BY_ADDRESS: Limit = { name: 'sign-in-address', most: 100, perMs: HOUR_MS, by: 'address' };
const PASSWORD_READ_MOST = 1_024;

export type Attempt = {
  /** User name, handle or e-mail address. */
  readonly login: string;
  readonly password: string;
  readonly address: string;
};

/**
 * The user that a name and password belong to; undefined when they do not fit together. Throws `too-many` after too many
 * failures, and `forbidden` for one who may not sign in (told only to who knows the password).
 */
export async function checkLogin(
  house: House,
  limits: Limits,
  attempt: Attempt,
): Promise<UserRow | undefined> {
  const user = findLogin(house.view(), house.domain, attempt.login);
  const account = String(user?.accountId ?? attempt.login.trim().toLowerCase().slice(0, 320));
  const address = addressKey(attempt.address);
  limits.take(BY_ADDRESS, address);
  limits.take(BY_ACCOUNT, account);
  const known = user?.state === 'unclaimed' ? null : (user?.passwordHash ?? null);
  const right = await passwords.verify(attempt.password.slice(0, PASSWORD_READ_MOST), known);
  if (!user || !right) return undefined;
  limits.giveBack(BY_ADDRESS, address);
  limits.giveBack(BY_ACCOUNT, account);
  if (user.state === 'pending') throw new Refusal('forbidden', 'Your login is currently pending approval');
  if (user.state === 'disabled') throw new Refusal('forbidden', 'Your login is currently disabled');
  return user;
}

/** The user whose name, handle on this server, or e-mail address this is. */
function findLogin(view: View, domain: string, login: string): UserRow | undefined {
  const text = login.trim().toLowerCase();
  const users = view.of(userStore);
  const byEmail = users.byEmail(text);
  if (byEmail) return byEmail;
  const [name, at] = text.replace(/^@/, '').split('@');
  if (at !== undefined && at !== domain) return undefined;
  const account = view.of(accountStore).byName(usernameKey(name!), '');
  return account && users.byId(account.id);
}
