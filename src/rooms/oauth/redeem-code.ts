import { hash } from 'node:crypto';
import { type House, submit } from '#machinery/house.ts';
import { accountStore, userStore } from '#rooms/accounts/index.ts';
import { codeStore } from '#rooms/oauth/code-store.ts';
import { addToken, freshSecret, tokenHash } from '#rooms/oauth/issue-token.ts';
import { isVerifier } from '#rooms/oauth/rules/pkce.ts';
import { narrowScopes } from '#rooms/oauth/rules/scopes.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

export type Redemption = {
  readonly appId: number;
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string | undefined;
  readonly scope: string | undefined;
  /** Whether the app proved itself by its secret. Without it the code must be bound to a PKCE challenge. */
  readonly secretShown: boolean;
};

type Body = {
  readonly codeHash: string;
  readonly appId: number;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly scope: string | null;
  readonly secretShown: boolean;
  readonly tokenHash: string;
};

export type Granted = { readonly token: string; readonly scopes: string };

/** Trades a code for a token. A code works once, for the app, address and verifier it was made for. */
export async function redeemCode(house: House, wish: Redemption): Promise<Granted> {
  if (wish.verifier !== undefined && !isVerifier(wish.verifier)) throw invalidGrant();
  const token = freshSecret(house);
  const { scopes } = await submit(house, redeemCodeCommand, {
    codeHash: tokenHash(wish.code),
    appId: wish.appId,
    redirectUri: wish.redirectUri,
    challenge: wish.verifier === undefined ? null : hash('sha256', wish.verifier, 'base64url'),
    scope: wish.scope ?? null,
    secretShown: wish.secretShown,
    tokenHash: tokenHash(token),
  });
  return { token, scopes };
}

export const redeemCodeCommand = defineCommand('redeem-code/1', (ctx, body: Body) => {
  const codes = ctx.of(codeStore);
  const code = codes.byHash(body.codeHash);
  if (!code || code.expiresAt <= ctx.at) throw invalidGrant();
  if (code.appId !== body.appId || code.redirectUri !== body.redirectUri) throw invalidGrant();
  if (code.codeChallenge !== body.challenge) throw invalidGrant();
  if (code.codeChallenge === null && !body.secretShown) throw invalidGrant();
  if (ctx.of(accountStore).byId(code.accountId)?.state !== 'active') throw invalidGrant();
  if (ctx.of(userStore).byId(code.accountId)?.state !== 'active') throw invalidGrant();
  const scopes = narrowScopes(body.scope ?? undefined, code.scopes);
  codes.remove(code.hash);
  const { accountId, appId } = code;
  addToken(ctx, { hash: body.tokenHash, accountId, appId, scopes, kind: 'user' });
  return { scopes };
});

function invalidGrant(): Refusal {
  return new Refusal(
    'gone',
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  );
}
