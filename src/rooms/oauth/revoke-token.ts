import { type House, submit } from '#machinery/house.ts';
import { codeStore } from '#rooms/oauth/code-store.ts';
import { tokenRevoked } from '#rooms/oauth/events.ts';
import { type HeldToken, tokenStore } from '#rooms/oauth/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand } from '#view/command.ts';

/** Ends a token of this app (by its hash). Refuses one that is another app's; one that is unknown has ended already. */
export async function revokeToken(house: House, appId: number, tokenHash: string): Promise<void> {
  await submit(house, revokeTokenCommand, { appId, hash: tokenHash });
}

export const revokeTokenCommand = defineCommand(
  'revoke-token/1',
  (ctx, body: { readonly appId: number; readonly hash: string }) => {
    const token = ctx.of(tokenStore).byHash(body.hash);
    if (!token) return {};
    if (token.appId !== body.appId)
      throw new Refusal('forbidden', 'You are not authorized to revoke this token');
    dropToken(ctx, token);
    return {};
  },
);

/** Which of an account's tokens end: one, those of one app, or all but the one that asks. */
export type Ending =
  | { readonly tokenId: number }
  | { readonly appId: number }
  | { readonly allBut: number | null };

/** Signs an account out: of a session, an app, or everywhere. What has ended already stays ended. */
export async function endTokens(house: House, accountId: number, ending: Ending): Promise<void> {
  await submit(house, endTokensCommand, { accountId, ending });
}

export const endTokensCommand = defineCommand(
  'end-tokens/1',
  (ctx, body: { readonly accountId: number; readonly ending: Ending }) => {
    dropTokens(ctx, body.accountId, body.ending);
    return {};
  },
);

/** Ends tokens of an account, for apply. Codes on their way end with them, unless one single token was meant. */
export function dropTokens(ctx: ApplyContext, accountId: number, ending: Ending): void {
  for (const token of ctx.of(tokenStore).ofAccount(accountId))
    if (isMeant(token, ending)) dropToken(ctx, { id: token.id, accountId });
  if (!('tokenId' in ending)) ctx.of(codeStore).removeOf(accountId);
}

function isMeant(token: HeldToken, ending: Ending): boolean {
  if ('tokenId' in ending) return token.id === ending.tokenId;
  if ('appId' in ending) return token.appId === ending.appId;
  return token.id !== ending.allBut;
}

export function dropToken(
  ctx: ApplyContext,
  token: { readonly id: number; readonly accountId: number | null },
): void {
  ctx.of(tokenStore).remove(token.id);
  ctx.emit(tokenRevoked, { tokenId: token.id, accountId: token.accountId });
}
