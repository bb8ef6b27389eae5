import type { House } from '#machinery/house.ts';
import type { Limits } from '#machinery/http/limits.ts';
import type { AppRow } from '#rooms/oauth/app-store.ts';
import { issueToken } from '#rooms/oauth/issue-token.ts';
import type { Granted } from '#rooms/oauth/redeem-code.ts';
import { narrowScopes } from '#rooms/oauth/rules/scopes.ts';
import { type Attempt, checkLogin } from '#rooms/oauth/sign-in.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { Refusal } from '#values/refusal.ts';

/** Trades a password for a token: for users made at the command line, or for everyone if the operator wants it so. */
export async function grantByPassword(
  house: House,
  limits: Limits,
  app: AppRow,
  attempt: Attempt,
  scope: string | undefined,
): Promise<Granted> {
  const scopes = narrowScopes(scope, app.scopes);
  const user = await checkLogin(house, limits, attempt);
  const allowed = user?.passwordGrant === 1 || settingsOf(house.view()).password_grant === 'everyone';
  if (!user || !allowed) throw new Refusal('gone', 'The provided authorization grant is invalid.');
  const token = await issueToken(house, { accountId: user.accountId, appId: app.id, scopes, kind: 'user' });
  return { token, scopes };
}
