import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { accountCards, imageUrl, profileUrl } from '#rooms/accounts/index.ts';
import { appStore } from '#rooms/oauth/app-store.ts';
import { toApplication, toCredentialApplication, toOwnApplication } from '#rooms/oauth/mastodon.ts';
import { registerApp } from '#rooms/oauth/register-app.ts';
import { REDIRECT_LENGTH_MOST, REDIRECTS_MOST } from '#rooms/oauth/rules/redirects.ts';
import { routes as signUpRoutes } from '#rooms/oauth/sign-up-api.ts';
import { routes as tokenRoutes } from '#rooms/oauth/token-api.ts';
import { Refusal } from '#values/refusal.ts';

const uris = text(REDIRECTS_MOST * (REDIRECT_LENGTH_MOST + 2));

const newApp = z.object({
  client_name: text(1_000),
  redirect_uris: z.union([uris, z.array(uris).max(REDIRECTS_MOST)]),
  scopes: text(2_000).default(''),
  website: z.preprocess((value) => value ?? undefined, text(2_000).optional()),
});

const appRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/apps',
    summary: 'Create an application',
    body: newApp,
    limit: { name: 'apps', most: 300, perMs: 1_800_000, by: 'address' },
    async handle({ house, body }) {
      const { id, secret } = await registerApp(house, {
        name: body.client_name,
        redirectUris: body.redirect_uris,
        scopes: body.scopes,
        website: body.website,
      });
      const app = house.view().of(appStore).byId(id);
      if (!app) throw new Refusal('gone', 'This app was removed meanwhile');
      return json(toCredentialApplication(app, secret));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/apps/verify_credentials',
    summary: 'Verify your app works',
    auth: 'app',
    handle({ house, caller }) {
      const app = caller.appId === undefined ? undefined : house.view().of(appStore).byId(caller.appId);
      return json(app ? toApplication(app) : toOwnApplication(house.origin, caller.scopes));
    },
  }),
  route({
    method: 'GET',
    path: '/oauth/userinfo',
    summary: 'Retrieve user information',
    auth: 'user',
    scopes: ['profile', 'read:accounts'],
    handle: userInfo,
  }),
  route({
    method: 'POST',
    path: '/oauth/userinfo',
    summary: 'Retrieve user information',
    auth: 'user',
    scopes: ['profile', 'read:accounts'],
    handle: userInfo,
  }),
];

export const routes: readonly Route[] = [...appRoutes, ...tokenRoutes, ...signUpRoutes];

/** Claims about the signed-in person, named as in OpenID Connect Core §5.1. */
function userInfo({ house, me }: Call): Response {
  const account = house.view().keep(accountCards).byId(me);
  if (!account) throw new Refusal('not-found', 'Record not found');
  return json({
    iss: `${house.origin}/`,
    sub: account.uri ?? `${house.origin}/users/${account.username}`,
    name: account.displayName,
    preferred_username: account.username,
    profile: profileUrl(account, house),
    picture: imageUrl(account.avatar, '/assets/missing-avatar.svg', house),
  });
}
