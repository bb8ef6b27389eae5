import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { routes } from '#app/routes.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { imageWithSecrets } from '../support/images.ts';

/** What the server emits about one person to another does not tell when they joined, what they use or where they are. */

const JOINED = Date.UTC(2026, 5, 16, 9, 41, 23);
const ADDRESS = '203.0.113.77';
let now = JOINED;
let server: TestHouse;
let ada: Person;
let fans: Person[];
let statusId: string;
let mediaUrl: string;

before(async () => {
  server = await openTestHouse({ now: () => now });
  ada = await server.person('ada', { email: 'ada@example.org' });
  fans = await Promise.all(Array.from({ length: 13 }, (_, i) => server.person(`fan${i}`)));
  now += 3 * 86_400_000;
  const asAda = { token: ada.token, headers: { 'x-forwarded-for': ADDRESS } };
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await imageWithSecrets('jpeg'))]));
  const media = await server.json<{ id: string; url: string }>('POST', '/api/v2/media', { ...asAda, form });
  mediaUrl = new URL(media.url).pathname;
  const json = { status: 'hello', media_ids: [media.id] };
  statusId = (await server.json<{ id: string }>('POST', '/api/v1/statuses', { ...asAda, json })).id;
  const fields = { fields_attributes: [{ name: 'Location', value: 'Tehranplace' }] };
  await server.json('PATCH', '/api/v1/accounts/update_credentials', { ...asAda, json: fields });
  for (const fan of fans) {
    await server.json('POST', `/api/v1/accounts/${ada.id}/follow`, { token: fan.token });
    await server.json('POST', `/api/v1/statuses/${statusId}/favourite`, { token: fan.token });
    await server.json('POST', `/api/v1/statuses/${statusId}/reblog`, { token: fan.token });
  }
});
after(() => server.close());

type Account = Record<string, unknown>;
const seenBy = (person?: Person) =>
  server.json<Account>('GET', `/api/v1/accounts/${ada.id}`, { token: person?.token });

test('others see the year of joining, rounded counts, and no last activity', async () => {
  for (const viewer of [undefined, fans[0]]) {
    const account = await seenBy(viewer);
    assert.equal(account['created_at'], '2026-01-01T00:00:00.000Z');
    assert.equal(account['last_status_at'], null);
    assert.equal(account['followers_count'], 10);
    assert.equal(account['following_count'], 0);
    assert.equal(account['statuses_count'], 1);
  }
  const self = await server.json<Account>('GET', '/api/v1/accounts/verify_credentials', { token: ada.token });
  assert.equal(self['followers_count'], 13);
  assert.equal(self['created_at'], '2026-01-01T00:00:00.000Z');
});

test('no route tells the day somebody joined', async () => {
  const paths = routes
    .filter((route) => route.method === 'GET' && !route.path.includes('streaming'))
    .map((route) => route.path.replace(/:handle\{[^}]*\}/, '@ada').replace(/:id(\{[^}]*\})?/, String(ada.id)))
    .map((path) => path.replace(/:\w+(\{[^}]*\})?/g, statusId));
  for (const path of paths)
    for (const person of [undefined, fans[0]]) {
      const text = await (await server.request('GET', path, { token: person?.token })).text();
      assert.ok(!text.includes('2026-06-16'), `${path} tells the day of joining`);
      assert.ok(!text.includes(String(JOINED)), `${path} tells the moment of joining`);
    }
});

test('ids of accounts and media tell no time', async () => {
  const ids = fans.map((fan) => fan.id);
  assert.notDeepEqual(
    ids.toSorted((a, b) => a - b),
    ids,
    'thirteen ids in order of joining would be a clock',
  );
});

test('no client is named, and nobody else is shown among those who favourited or boosted', async () => {
  const status = await server.json<Record<string, unknown>>('GET', `/api/v1/statuses/${statusId}`);
  assert.equal(status['application'], null);
  for (const list of ['favourited_by', 'reblogged_by']) {
    const path = `/api/v1/statuses/${statusId}/${list}`;
    assert.deepEqual(await server.json('GET', path), []);
    const own = await server.json<Account[]>('GET', path, { token: fans[3]!.token });
    assert.deepEqual(
      own.map((account) => account['acct']),
      ['fan3'],
    );
  }
});

test('follower lists are empty for others unless opened', async () => {
  assert.deepEqual(
    await server.json('GET', `/api/v1/accounts/${ada.id}/followers`, { token: fans[1]!.token }),
    [],
  );
  const own = await server.json<unknown[]>('GET', `/api/v1/accounts/${ada.id}/followers`, {
    token: ada.token,
  });
  assert.equal(own.length, 13);
});

test('a location is shown as an ordinary field and found by no search', async () => {
  const account = await seenBy(fans[0]);
  assert.deepEqual((account['fields'] as { name: string; value: string }[])[0]?.value, 'Tehranplace');
  for (const path of [
    '/api/v2/search?q=Tehranplace',
    '/api/v1/accounts/search?q=Tehranplace',
    '/search?q=Tehranplace',
  ]) {
    const text = await (await server.request('GET', path, { token: fans[0]!.token })).text();
    assert.ok(!text.includes('@ada') && !text.includes('"acct":"ada"'), path);
  }
});

test('media have no date and nothing that was hidden in them', async () => {
  const response = await server.request('GET', mediaUrl);
  assert.equal(response.headers.get('last-modified'), null);
  assert.equal(response.headers.get('etag'), null);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.match(response.headers.get('content-security-policy') ?? '', /sandbox/);
  const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1');
  assert.ok(!/SECRET/.test(bytes));
});

test('the usage of a small server is not told', async () => {
  const about = await server.json<{ usage: { users: { active_month: number } } }>('GET', '/api/v2/instance');
  assert.equal(about.usage.users.active_month, 0);
});

test('no address of a client is in any file of the data folder', () => {
  const grep = () => execFileSync('grep', ['-r', '-l', '-a', ADDRESS, server.folder]).toString();
  assert.throws(grep, 'grep finds nothing and says so by its exit code');
});

test('the profiles of a cautious and a careless person have the same shape', async () => {
  const cautious = fans[5]!;
  const json = { locked: true, discoverable: false, indexable: false, hide_collections: true };
  await server.json('PATCH', '/api/v1/accounts/update_credentials', { token: cautious.token, json });
  const one = await server.json<Account>('GET', `/api/v1/accounts/${cautious.id}`);
  const other = await server.json<Account>('GET', `/api/v1/accounts/${fans[6]!.id}`);
  assert.deepEqual(Object.keys(one), Object.keys(other));
});
