import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { SESSION_COOKIE } from '#rooms/oauth/identify.ts';
import { issueToken } from '#rooms/oauth/issue-token.ts';
import { endTokens } from '#rooms/oauth/revoke-token.ts';
import { ALL_SCOPES } from '#rooms/oauth/rules/scopes.ts';

const YEAR_SECONDS = 31_536_000;

/** Signs a browser in: a fresh session each time; the one it had before ends. Resolves with the Set-Cookie header. */
export async function startSession(house: House, before: Caller, accountId: number): Promise<string> {
  await endSession(house, before);
  const token = await issueToken(house, { accountId, appId: null, scopes: ALL_SCOPES, kind: 'session' });
  return sessionCookie(house, token);
}

/** Signs a browser out. Nothing happens to a visitor. */
export async function endSession(house: House, caller: Caller): Promise<void> {
  if (caller.kind === 'session') await endTokens(house, caller.accountId!, { tokenId: caller.tokenId! });
}

/** The Set-Cookie header that keeps a session; without a token, the one that ends it. */
export function sessionCookie(house: House, token: string | undefined): string {
  const secure = house.origin.startsWith('https:') ? '; Secure' : '';
  const age = token === undefined ? 0 : YEAR_SECONDS;
  return `${SESSION_COOKIE}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}
