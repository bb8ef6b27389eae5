import { boundedMap } from '#machinery/bounded-map.ts';
import type { House } from '#machinery/house.ts';
import { type Caller, NOBODY } from '#machinery/http/caller.ts';
import { cookie } from '#machinery/http/cookies.ts';
import type { Door } from '#machinery/http/route.ts';
import { accountChanged, accountClosed } from '#rooms/accounts/index.ts';
import { tokenRevoked } from '#rooms/oauth/events.ts';
import { tokenHash } from '#rooms/oauth/issue-token.ts';
import { type TokenRow, tokenStore } from '#rooms/oauth/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { View } from '#view/reader.ts';

const TOKENS_MOST = 10_000;

export { cookie };
export const SESSION_COOKIE = 'rooftop_session';

/** Callers by token hash, in memory; dropped the moment a token or its account is no longer good. */
function callerCache(view: View) {
  const cache = boundedMap<string, Caller>(TOKENS_MOST);
  const forgetAll = () => cache.clear();
  view.on(tokenRevoked, forgetAll);
  view.on(accountChanged, forgetAll);
  view.on(accountClosed, forgetAll);
  view.onGap(forgetAll);
  return cache;
}

/** Who holds this token. Throws `unauthenticated` for one that is unknown or revoked, `forbidden` while its account may not act. */
export function callerOfToken(view: View, token: string): Caller {
  const key = tokenHash(token);
  const cache = view.keep(callerCache);
  const known = cache.get(key);
  if (known) return known;
  const row = view.of(tokenStore).byHash(key);
  if (!row) throw new Refusal('unauthenticated', 'The access token is invalid');
  checkOpen(row);
  const caller: Caller = {
    kind: row.kind,
    tokenId: row.id,
    scopes: row.scopes.split(' '),
    ...(row.accountId === null ? {} : { accountId: row.accountId }),
    ...(row.appId === null ? {} : { appId: row.appId }),
    ...(row.role === null ? {} : { role: row.role }),
  };
  cache.set(key, caller);
  return caller;
}

/** Says no, as the client API words it, for accounts that may not act yet or any more. */
function checkOpen(row: TokenRow): void {
  if (row.accountId === null) return;
  if (row.userState === 'pending' || row.accountState === 'pending')
    throw new Refusal('forbidden', 'Your login is currently pending approval');
  if (row.userState === 'disabled' || row.accountState === 'suspended')
    throw new Refusal('forbidden', 'Your login is currently disabled');
  if (row.accountState !== 'active') throw new Refusal('unauthenticated', 'The access token is invalid');
}

/** Who sends this request: by bearer token, or by session cookie on pages and streams. */
export function identify(house: House, request: Request, door: Door): Caller {
  const authorization = request.headers.get('authorization');
  const client = door === 'oauth' && /^Basic\s/i.test(authorization ?? '');
  if (authorization && door !== 'page' && !client) {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    if (!token) throw new Refusal('unauthenticated', 'The access token is invalid');
    return callerOfToken(house.view(), token);
  }
  const streams = request.method === 'GET' && request.url.includes('/api/v1/streaming');
  return door === 'page' || streams ? callerOfCookie(house, request) : NOBODY;
}

/** A stale session is nobody: pages stay readable after signing out elsewhere. */
function callerOfCookie(house: House, request: Request): Caller {
  const token = cookie(request, SESSION_COOKIE);
  if (!token) return NOBODY;
  try {
    const caller = callerOfToken(house.view(), token);
    return caller.kind === 'session' ? caller : NOBODY;
  } catch {
    return NOBODY;
  }
}
