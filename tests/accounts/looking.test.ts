import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accountStore, changeUser } from '#rooms/accounts/index.ts';
import { jobs } from '#rooms/accounts/jobs.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

type Account = {
  id: string;
  created_at: string;
  followers_count: number;
  following_count: number;
  last_status_at: null;
};

const DAY_MS = 86_400_000;
let now = Date.parse('2026-06-16T09:15:42Z');
let server: TestHouse;
let ada: Person;
let bob: Person;

before(async () => {
  server = await openTestHouse({ now: () => now });
  ada = await server.person('ada');
  bob = await server.person('Bob');
});
after(() => server.close());

const ids = (accounts: Account[]) => accounts.map(({ id }) => id);

test('an account is looked up by id, by handle, and several at once', async () => {
  const one = await server.json<Account>('GET', `/api/v1/accounts/${bob.id}`);
  assert.equal(one.id, String(bob.id));
  for (const acct of ['bob', '@Bob', 'BOB@rooftop.test'])
    assert.equal(
      (await server.json<Account>('GET', `/api/v1/accounts/lookup?acct=${acct}`)).id,
      String(bob.id),
      acct,
    );
  for (const acct of ['nobody', 'bob@elsewhere.example', ''])
    await server.json('GET', `/api/v1/accounts/lookup?acct=${acct}`, {}, 404);
  const many = await server.json<Account[]>(
    'GET',
    `/api/v1/accounts?id[]=${bob.id}&id[]=1&id[]=${ada.id}&id[]=${bob.id}`,
  );
  assert.deepEqual(ids(many), [String(bob.id), String(ada.id)]);
  for (const bad of ['1', 'x', '99999999999999999999'])
    await server.json('GET', `/api/v1/accounts/${bad}`, {}, 404);
});

test('others see a year, rounded counts and no last activity; oneself sees exact counts', async () => {
  const followers = await Promise.all(Array.from({ length: 12 }, (_, i) => server.person(`fan_${i}`)));
  for (const fan of followers)
    await server.json('POST', `/api/v1/accounts/${ada.id}/follow`, { token: fan.token });
  await server.json('POST', '/api/v1/statuses', { token: ada.token, json: { status: 'here' } });
  const seen = await server.json<Account>('GET', `/api/v1/accounts/${ada.id}`, { token: bob.token });
  assert.deepEqual(
    [seen.followers_count, seen.following_count, seen.created_at, seen.last_status_at],
    [10, 0, '2026-01-01T00:00:00.000Z', null],
  );
  const own = await server.json<Account>('GET', `/api/v1/accounts/${ada.id}`, { token: ada.token });
  assert.deepEqual(
    [own.followers_count, own.created_at, own.last_status_at],
    [12, '2026-01-01T00:00:00.000Z', null],
  );
  const verified = await server.json<Account>('GET', '/api/v1/accounts/verify_credentials', {
    token: ada.token,
  });
  assert.deepEqual([verified.followers_count, verified.created_at], [12, '2026-01-01T00:00:00.000Z']);
});

test('pending accounts are nowhere', async () => {
  const pending = await server.person('pending_one', { state: 'pending' });
  await server.json('GET', `/api/v1/accounts/${pending.id}`, {}, 404);
  await server.json('GET', '/api/v1/accounts/lookup?acct=pending_one', {}, 404);
  assert.deepEqual(
    await server.json('GET', '/api/v1/accounts/search?q=pending_one', { token: ada.token }),
    [],
  );
  await changeUser(server.house, pending.id, 'approve');
  await server.json('GET', `/api/v1/accounts/${pending.id}`);
});

test('a token with too small a scope is refused where a visitor would be welcome', async () => {
  const { issueToken } = await import('#rooms/oauth/index.ts');
  const token = await issueToken(server.house, {
    accountId: ada.id,
    appId: null,
    scopes: 'write:media',
    kind: 'user',
  });
  for (const path of [
    `/api/v1/accounts/${bob.id}`,
    '/api/v1/accounts/verify_credentials',
    '/api/v1/accounts?id[]=1',
    '/api/v1/preferences',
  ])
    await server.json('GET', path, { token }, 403);
  const profile = await issueToken(server.house, {
    accountId: ada.id,
    appId: null,
    scopes: 'profile',
    kind: 'user',
  });
  await server.json('GET', '/api/v1/accounts/verify_credentials', { token: profile });
  await server.json('GET', '/api/v1/preferences', { token: profile }, 403);
});

test('the directory shows who wants to be shown', async () => {
  assert.deepEqual(await server.json('GET', '/api/v1/directory'), []);
  await server.json('PATCH', '/api/v1/accounts/update_credentials', {
    token: bob.token,
    json: { discoverable: true },
  });
  assert.deepEqual(ids(await server.json<Account[]>('GET', '/api/v1/directory')), [String(bob.id)]);
  assert.deepEqual(await server.json('GET', '/api/v1/directory?offset=1'), []);
});

test('search can be narrowed to those one follows', async () => {
  const find = (more: string) =>
    server.json<Account[]>('GET', `/api/v1/accounts/search?q=bob${more}`, { token: ada.token });
  assert.equal((await find('')).length, 1);
  assert.equal((await find('&following=true')).length, 0);
  await server.json('POST', `/api/v1/accounts/${bob.id}/follow`, { token: ada.token });
  assert.equal((await find('&following=true')).length, 1);
  assert.equal((await find('&offset=1')).length, 0);
});

test('the day an account was made is kept for thirty days and then only its year', async () => {
  const day = () => server.view.of(accountStore).byId(ada.id)!.createdOn;
  const coarsen = () => jobs.periodic[0]!.run({ house: server.house } as never);
  now += 29 * DAY_MS;
  await coarsen();
  assert.equal(day(), Date.parse('2026-06-16T00:00:00Z'));
  now += 2 * DAY_MS;
  await coarsen();
  assert.equal(day(), Date.parse('2026-01-01T00:00:00Z'));
  const december = Date.parse('2026-12-20T00:00:00Z');
  now = december;
  const late = await server.person('late');
  now = Date.parse('2027-03-01T00:00:00Z');
  await coarsen();
  assert.equal(server.view.of(accountStore).byId(late.id)!.createdOn, Date.parse('2026-01-01T00:00:00Z'));
});
