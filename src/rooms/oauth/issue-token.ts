import { hash } from 'node:crypto';
import { type House, submit } from '#machinery/house.ts';
import { dropToken } from '#rooms/oauth/revoke-token.ts';
import { type NewToken, tokenStore } from '#rooms/oauth/store.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';

/** More tokens than anyone has apps and browsers. Beyond it the oldest goes. */
export const TOKENS_OF_ACCOUNT_MOST = 200;
export const TOKENS_OF_APP_MOST = 50;

/** What a token is for. `accountId` null: the app's own. */
export type TokenWish = Pick<NewToken, 'accountId' | 'appId' | 'scopes' | 'kind'>;

/** Tokens leave us once and are kept as hashes only. */
export function tokenHash(token: string): string {
  return hash('sha256', token);
}

/** A fresh secret: 256 bits, URL-safe. */
export function freshSecret(house: House): string {
  return house.world.random(32).toString('base64url');
}

/** Makes a token. It is told once, here; the log and the view hold its hash only. */
export async function issueToken(house: House, wish: TokenWish): Promise<string> {
  const token = freshSecret(house);
  await submit(house, issueTokenCommand, { ...wish, hash: tokenHash(token) });
  return token;
}

export const issueTokenCommand = defineCommand(
  'issue-token/1',
  (ctx, body: TokenWish & { readonly hash: string }) => ({ id: addToken(ctx, body) }),
);

/** Puts a token down, for apply; the oldest of too many is revoked. */
export function addToken(ctx: ApplyContext, wish: TokenWish & { readonly hash: string }): number {
  const tokens = ctx.of(tokenStore);
  const id = ctx.randomId();
  tokens.insert({ ...wish, id, seq: ctx.seq });
  const older =
    wish.accountId === null
      ? tokens.olderOfApp(wish.appId ?? 0, TOKENS_OF_APP_MOST)
      : tokens.olderOfAccount(wish.accountId, TOKENS_OF_ACCOUNT_MOST);
  for (const old of older) dropToken(ctx, { id: old, accountId: wish.accountId });
  return id;
}
