import { hash } from 'node:crypto';
import { boundedMap } from '#machinery/bounded-map.ts';
import type { House } from '#machinery/house.ts';
import { type Caller, NOBODY } from '#machinery/http/caller.ts';
import type { Door } from '#machinery/http/route.ts';
import { accountChanged, accountClosed } from '#rooms/accounts/index.ts';
import { tokenRevoked } from '#rooms/oauth/events.ts';
import { tokenStore } from '#rooms/oauth/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { View } from '#view/reader.ts';

const TOKENS_MOST = 10_000;
export const SESSION_COOKIE = 'rooftop_session';

/** Tokens leave us once and are kept as hashes only. */
export function tokenHash(token: string): string {
  return hash('sha256', token);
}

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

/** Who holds this token. Throws `unauthenticated` for one that is unknown, revoked, or of a closed account. */
export function callerOfToken(view: View, token: string): Caller {
  const key = tokenHash(token);
  const cache = view.keep(callerCache);
  const known = cache.get(key);
  if (known) return known;
  const row = view.of(tokenStore).byHash(key);
  const closed = row?.accountId != null && (row.accountState !== 'active' || row.userState === 'disabled');
  if (!row || closed) throw new Refusal('unauthenticated', 'The access token is invalid');
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

/** Who sends this request: by bearer token, or by session cookie on pages and streams. */
export function identify(house: House, request: Request, door: Door): Caller {
  const authorization = request.headers.get('authorization');
  if (authorization && door !== 'page') {
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

export function cookie(request: Request, name: string): string | undefined {
  const all = request.headers.get('cookie') ?? '';
  const found = all.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}
