import { type House, submit } from '#machinery/house.ts';
import { type AppRow, appStore } from '#rooms/oauth/app-store.ts';
import { freshSecret, tokenHash } from '#rooms/oauth/issue-token.ts';
import { parseRedirects } from '#rooms/oauth/rules/redirects.ts';
import { FALLBACK_SCOPE, parseScopes } from '#rooms/oauth/rules/scopes.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

export const NAME_MOST = 60;
export const WEBSITE_MOST = 2_000;
const SWEEP_MOST = 200;
const UNUSED_MS = 30 * 86_400_000;

export type AppWish = {
  readonly name: string;
  readonly redirectUris: string | readonly string[];
  readonly scopes: string;
  readonly website: string | undefined;
};

type Body = Omit<AppRow, 'id' | 'madeAt'>;

/** Registers an app. Its secret is told once, here. Refuses a name, address or scope that cannot be. */
export async function registerApp(
  house: House,
  wish: AppWish,
): Promise<{ readonly id: number; readonly secret: string }> {
  const secret = freshSecret(house);
  const { id } = await submit(house, registerAppCommand, {
    clientId: freshSecret(house),
    secretHash: tokenHash(secret),
    name: checkName(wish.name),
    website: checkWebsite(wish.website),
    redirectUris: JSON.stringify(parseRedirects(wish.redirectUris)),
    scopes: appScopes(wish.scopes),
  });
  return { id, secret };
}

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '')
    throw new Refusal('invalid', "Validation failed: Application name can't be blank", 'client_name');
  if ([...trimmed].length <= NAME_MOST) return trimmed;
  const most = `maximum is ${NAME_MOST} characters`;
  throw new Refusal('invalid', `Validation failed: Application name is too long (${most})`, 'client_name');
}

function checkWebsite(website: string | undefined): string | null {
  if (website === undefined || website.trim() === '') return null;
  const isWeb = URL.canParse(website) && /^https?:$/.test(new URL(website).protocol);
  if (isWeb && website.length <= WEBSITE_MOST) return website;
  throw new Refusal('invalid', 'Validation failed: Website must be a valid URL', 'website');
}

function appScopes(text: string): string {
  try {
    return parseScopes(text).join(' ') || FALLBACK_SCOPE;
  } catch {
    throw new Refusal(
      'invalid',
      "Validation failed: Scopes doesn't match configured on the server.",
      'scopes',
    );
  }
}

export const registerAppCommand = defineCommand('register-app/1', (ctx, body: Body) => {
  const id = ctx.randomId();
  ctx.of(appStore).insert({ ...body, id, madeAt: ctx.at });
  return { id };
});

/** Removes apps that were registered and never used. A job submits it once a day. */
export const sweepAppsCommand = defineCommand('sweep-apps/1', (ctx: ApplyContext) => ({
  more: ctx.of(appStore).sweep(ctx.at - UNUSED_MS, SWEEP_MOST) === SWEEP_MOST,
}));
