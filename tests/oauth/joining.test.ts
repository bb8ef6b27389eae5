import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeUser, userStore } from '#rooms/accounts/index.ts';
import { administratorLink, claimLink, invitationLink } from '#rooms/oauth/one-time.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { openBrowser } from '../support/form-browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { PASSWORD } from '../support/people.ts';

const DAY_MS = 86_400_000;
let now = Date.parse('2026-08-01T12:00:00Z');
let server: TestHouse;

before(async () => {
  server = await openTestHouse({ now: () => now });
});
after(() => server.close());

const pathOf = (link: string) => link.slice(server.house.origin.length);
const NEWCOMER = { password: PASSWORD, agreement: '1' };

/** Whether the browser's session still holds: a page that needs one answers, or sends away. */
async function holds(browser: ReturnType<typeof openBrowser>): Promise<boolean> {
  const text = await (await browser.get('/auth/sign_in')).text();
  return text.includes('/auth/sign_out');
}

test('by invitation: without one nobody comes in, with one as many as it says, within its time', async () => {
  const visitor = openBrowser(server);
  assert.doesNotMatch(
    await (await visitor.get('/auth/sign_up')).text(),
    /<form class="sheet" method="post" action="\/auth\/sign_up"/,
  );
  const link = pathOf(await invitationLink(server.house, 1, 7));
  const answer = await visitor.submit(link, { ...NEWCOMER, username: 'Fritz' }, '/auth/sign_up');
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/home']);
  assert.ok(await holds(visitor));
  const second = openBrowser(server);
  assert.equal((await second.submit(link, { ...NEWCOMER, username: 'gerda' }, '/auth/sign_up')).status, 422);
  const old = pathOf(await invitationLink(server.house, 5, 1));
  now += DAY_MS;
  assert.equal((await second.submit(old, { ...NEWCOMER, username: 'gerda' }, '/auth/sign_up')).status, 422);
});

test('a refused sign-up spends no invitation', async () => {
  const visitor = openBrowser(server);
  const link = pathOf(await invitationLink(server.house, 1, 7));
  const taken = await visitor.submit(link, { ...NEWCOMER, username: 'FRITZ' }, '/auth/sign_up');
  assert.equal(taken.status, 422);
  assert.match(await taken.text(), /This user name is taken/);
  assert.equal((await visitor.submit(link, { ...NEWCOMER, username: 'gerda' }, '/auth/sign_up')).status, 303);
});

test('with approval: one waits, cannot act or be seen, and then can', async () => {
  await changeSetting(server.house, 'registrations', 'approval');
  const app = await server.json<{ client_id: string; client_secret: string }>('POST', '/api/v1/apps', {
    json: { client_name: 'App', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read write' },
  });
  const { access_token: own } = await server.json<{ access_token: string }>('POST', '/oauth/token', {
    json: { grant_type: 'client_credentials', client_id: app.client_id, client_secret: app.client_secret },
  });
  const made = await server.json<{ access_token: string; scope: string }>('POST', '/api/v1/accounts', {
    token: own,
    form: {
      username: 'hanna',
      email: 'hanna@example.org',
      password: PASSWORD,
      agreement: 'true',
      locale: 'fa',
      reason: 'I would like to write',
    },
  });
  assert.equal(made.scope, 'read write');
  const waiting = await server.json('GET', '/api/v1/timelines/home', { token: made.access_token }, 403);
  assert.deepEqual(waiting, { error: 'Your login is currently pending approval' });
  const visitor = openBrowser(server);
  assert.equal((await visitor.submit('/auth/sign_in', { login: 'hanna', password: PASSWORD })).status, 403);
  const [user] = server.view.of(userStore).list('pending', '', 10);
  assert.deepEqual(
    { ...user },
    {
      username: 'hanna',
      email: 'hanna@example.org',
      role: 'user',
      state: 'pending',
      reason: 'I would like to write',
    },
  );
  const { accountStore } = await import('#rooms/accounts/index.ts');
  await changeUser(server.house, server.view.of(accountStore).byName('hanna', '')!.id, 'approve');
  assert.equal(
    (await server.request('GET', '/api/v1/timelines/home', { token: made.access_token })).status,
    200,
  );
});

test('an app is told every fault of a sign-up at once, under its field', async () => {
  await changeSetting(server.house, 'registrations', 'open');
  await changeSetting(server.house, 'sign_up_email', 'required');
  const { token } = await server.person('app_owner');
  await server.person('ada', { email: 'ada@example.org' });
  const answer = await server.json<{ error: string; details: Record<string, { error: string }[]> }>(
    'POST',
    '/api/v1/accounts',
    { token, json: { username: 'ada', email: 'ADA@example.org', password: '' } },
    422,
  );
  assert.match(answer.error, /^Validation failed: /);
  assert.deepEqual(
    Object.entries(answer.details)
      .map(([field, [first]]) => `${field} ${first!.error}`)
      .sort(),
    ['agreement ERR_ACCEPTED', 'email ERR_TAKEN', 'password ERR_BLANK', 'username ERR_TAKEN'],
  );
  await changeSetting(server.house, 'sign_up_email', null);
  const fine = await server.json<{ access_token: string }>('POST', '/api/v1/accounts', {
    token,
    json: { username: 'ida', password: PASSWORD, agreement: true },
  });
  assert.equal(
    (await server.request('GET', '/api/v1/timelines/home', { token: fine.access_token })).status,
    200,
  );
});

test('closed means closed, also with an invitation', async () => {
  await changeSetting(server.house, 'registrations', 'closed');
  const { token } = await server.person('app_owner_2');
  const link = await invitationLink(server.house, 1, 7);
  const invite_code = new URL(link).searchParams.get('invitation')!;
  const json = { username: 'jan', password: PASSWORD, agreement: true, invite_code };
  await server.json('POST', '/api/v1/accounts', { token, json }, 403);
  await changeSetting(server.house, 'registrations', null);
  await server.json('POST', '/api/v1/accounts', { token, json });
});

test('the first administrator comes by a link that works once; a newer link ends the older', async () => {
  const old = pathOf(await administratorLink(server.house));
  const link = pathOf(await administratorLink(server.house));
  const visitor = openBrowser(server);
  assert.equal((await visitor.get(old)).status, 410);
  const weak = await visitor.submit(link, { username: 'boss', email: '', password: 'short' });
  assert.equal(weak.status, 422);
  const answer = await visitor.submit(link, { username: 'boss', email: '', password: PASSWORD });
  assert.equal(answer.status, 303);
  assert.ok(await holds(visitor));
  assert.equal((await openBrowser(server).get(link)).status, 410);
  const { accountStore } = await import('#rooms/accounts/index.ts');
  const id = server.view.of(accountStore).byName('boss', '')!.id;
  assert.equal(server.view.of(userStore).byId(id)!.role, 'admin');
});

test('an unclaimed account is taken over by a link, once; nobody can sign in to it before', async () => {
  const { id } = await server.person('archive_of_old', { state: 'unclaimed', imported: true });
  const visitor = openBrowser(server);
  assert.equal(
    (await visitor.submit('/auth/sign_in', { login: 'archive_of_old', password: '' })).status,
    422,
  );
  const link = pathOf(await claimLink(server.house, id));
  assert.match(await (await visitor.get(link)).text(), /@archive_of_old/);
  assert.equal((await visitor.submit(link, { password: PASSWORD })).status, 303);
  assert.ok(await holds(visitor));
  assert.equal((await openBrowser(server).get(link)).status, 410);
  assert.equal((await openBrowser(server).get('/auth/claim/..%2f<script>')).status, 410);
  const again = openBrowser(server);
  assert.equal(
    (await again.submit('/auth/sign_in', { login: 'archive_of_old', password: PASSWORD })).status,
    303,
  );
});

test('who may not join learns no names: neither without nor with a made-up invitation', async () => {
  const { token } = await server.person('app_owner_3');
  const ask = (more: object) =>
    server.json<{ error: string }>(
      'POST',
      '/api/v1/accounts',
      {
        token,
        json: { username: 'ada', email: 'ada@example.org', password: 'x', ...more },
      },
      'invite_code' in more ? 410 : 403,
    );
  assert.doesNotMatch((await ask({})).error, /taken/);
  assert.doesNotMatch((await ask({ invite_code: 'made-up' })).error, /taken/);
});

test('once there is an administrator, a link that was printed before makes no other', async () => {
  const empty = await openTestHouse();
  try {
    const link = (await administratorLink(empty.house)).slice(empty.house.origin.length);
    const visitor = openBrowser(empty);
    const form = await visitor.hidden(link);
    await empty.person('from_the_command_line', { role: 'admin' });
    const answer = await visitor.send(link, { ...form, username: 'second', password: PASSWORD });
    assert.equal(answer.status, 410);
    assert.equal((await visitor.get(link)).status, 410);
  } finally {
    await empty.close();
  }
});
