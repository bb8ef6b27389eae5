import { type House, submit } from '#machinery/house.ts';
import { type AppRow, appStore } from '#rooms/oauth/app-store.ts';
import { type CodeRow, codeStore } from '#rooms/oauth/code-store.ts';
import { freshSecret, tokenHash } from '#rooms/oauth/issue-token.ts';
import { checkChallenge } from '#rooms/oauth/rules/pkce.ts';
import { narrowScopes } from '#rooms/oauth/rules/scopes.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';
import type { View } from '#view/reader.ts';

/** An app has this long to fetch its token (RFC 6749 §4.1.2 advises ten minutes at most). */
const CODE_MS = 10 * 60_000;

/** The parameters of an authorization request, as they came. */
export type Asked = {
  readonly client_id?: string | undefined;
  readonly redirect_uri?: string | undefined;
  readonly response_type?: string | undefined;
  readonly scope?: string | undefined;
  readonly state?: string | undefined;
  readonly code_challenge?: string | undefined;
  readonly code_challenge_method?: string | undefined;
};

/** Who asks, and where the answer goes. */
export type AskingApp = { readonly app: AppRow; readonly redirectUri: string };

/**
 * The app that asks. Throws a refusal that must be shown on our own page: before app and address are known to belong
 * together, a redirect would lead wherever a stranger wants. Addresses are compared byte for byte.
 */
export function askingApp(view: View, asked: Asked): AskingApp {
  const app = asked.client_id === undefined ? undefined : view.of(appStore).byClientId(asked.client_id);
  if (!app) throw new Refusal('invalid', 'This app is not known here. Let it register again.', 'client_id');
  const known = JSON.parse(app.redirectUris) as readonly string[];
  const redirectUri = known.find((uri) => uri === asked.redirect_uri);
  if (redirectUri === undefined)
    throw new Refusal('invalid', 'The redirect URI is not one that this app has registered.', 'redirect_uri');
  return { app, redirectUri };
}

/** What the app would be given. */
export type Wish = AskingApp & { readonly scopes: string; readonly challenge: string | undefined };

/** Checks the rest of a request. Throws a refusal that may be sent back to the app. */
export function wishOf(asking: AskingApp, asked: Asked): Wish {
  if (asked.response_type !== 'code')
    throw new Refusal(
      'invalid',
      'The authorization server supports the response type code only.',
      'response_type',
    );
  const challenge = checkChallenge(asked.code_challenge, asked.code_challenge_method);
  const scopes = narrowScopes(asked.scope, asking.app.scopes);
  return { ...asking, scopes, challenge };
}

/** The person said yes: makes the code that the app trades for a token. It is told once, here. */
export async function grantCode(house: House, accountId: number, wish: Wish): Promise<string> {
  const code = freshSecret(house);
  await submit(house, grantCodeCommand, {
    hash: tokenHash(code),
    appId: wish.app.id,
    accountId,
    redirectUri: wish.redirectUri,
    scopes: wish.scopes,
    codeChallenge: wish.challenge ?? null,
  });
  return code;
}

export const grantCodeCommand = defineCommand('grant-code/1', (ctx, body: Omit<CodeRow, 'expiresAt'>) => {
  const codes = ctx.of(codeStore);
  codes.expire(ctx.at);
  if (!ctx.of(appStore).byId(body.appId)) throw new Refusal('gone', 'This app is not known here any more');
  codes.insert({ ...body, expiresAt: ctx.at + CODE_MS });
  return {};
});
