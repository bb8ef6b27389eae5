import { json } from '#machinery/http/answer.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import {
  type AccountRow,
  accountCards,
  type UserRow,
  updateProfile,
  userStore,
} from '#rooms/accounts/index.ts';
import { followStore } from '#rooms/follows/index.ts';
import { featureRoutes } from '#rooms/profiles/feature-api.ts';
import { toCredentialAccount, toPreferences, toProfile } from '#rooms/profiles/mastodon.ts';
import { peopleRoutes } from '#rooms/profiles/people-api.ts';
import { changeFrom, type ProfileForm, profileForm } from '#rooms/profiles/profile-form.ts';
import { profileStore } from '#rooms/profiles/store.ts';
import { Refusal } from '#values/refusal.ts';

const FORM_BYTES_MOST = 34 * 1024 * 1024;
const REQUESTS_COUNTED_MOST = 1_000;
const LIMIT = { name: 'profile', most: 300, perMs: 300_000, by: 'account' } as const;

/** The caller's own account and user. */
function own({ house, me }: Call): { readonly account: AccountRow; readonly user: UserRow } {
  const view = house.view();
  const account = view.keep(accountCards).byId(me);
  const user = view.of(userStore).byId(me);
  if (!account || !user) throw new Refusal('not-found', 'Record not found');
  return { account, user };
}

function credentials(call: Call): Response {
  const { account, user } = own(call);
  const requests = call.house.view().of(followStore).requesters(call.me, REQUESTS_COUNTED_MOST).length;
  return json(toCredentialAccount(account, user, requests, call.house));
}

function profile(call: Call): Response {
  const tags = call.house.view().of(profileStore).featuredTags(call.me);
  return json(toProfile(own(call).account, tags, call.house));
}

async function update(call: Call<unknown, ProfileForm>): Promise<void> {
  await updateProfile(call.house, call.me, await changeFrom(call.house, call.body));
}

/** Takes a picture away. That there was none is fine. */
function deletePicture(place: 'avatar' | 'header'): Route {
  return route({
    method: 'DELETE',
    path: `/api/v1/profile/${place}`,
    summary: `Delete profile ${place}`,
    auth: 'user',
    scopes: ['write:accounts'],
    async handle(call) {
      await updateProfile(call.house, call.me, { [place]: null, [`${place}Description`]: '' });
      return credentials(call);
    },
  });
}

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/accounts/verify_credentials',
    summary: 'Verify account credentials',
    auth: 'user',
    scopes: ['profile', 'read:accounts'],
    handle: credentials,
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/accounts/update_credentials',
    summary: 'Update account credentials',
    auth: 'user',
    scopes: ['write:accounts'],
    body: profileForm,
    bodyMost: FORM_BYTES_MOST,
    limit: LIMIT,
    async handle(call) {
      await update(call);
      return credentials(call);
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/profile',
    summary: 'Get current user profile',
    auth: 'user',
    scopes: ['profile', 'read:accounts'],
    handle: profile,
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/profile',
    summary: 'Update current user profile',
    auth: 'user',
    scopes: ['write:accounts'],
    body: profileForm,
    bodyMost: FORM_BYTES_MOST,
    limit: LIMIT,
    async handle(call) {
      await update(call);
      return profile(call);
    },
  }),
  deletePicture('avatar'),
  deletePicture('header'),
  route({
    method: 'GET',
    path: '/api/v1/preferences',
    summary: 'View user preferences',
    auth: 'user',
    scopes: ['read:accounts'],
    handle: (call) => json(toPreferences(own(call).user)),
  }),
  ...featureRoutes,
  ...peopleRoutes,
];
