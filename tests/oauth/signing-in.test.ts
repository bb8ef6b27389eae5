import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeUser } from '#rooms/accounts/index.ts';
import { changePassword, endTokens, issueToken } from '#rooms/oauth/index.ts';
import { TOKENS_OF_ACCOUNT_MOST } from '#rooms/oauth/issue-token.ts';
import { BY_ACCOUNT } from '#rooms/oauth/sign-in.ts';
import { openBrowser } from '../support/form-browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { PASSWORD, personWithPassword } from '../support/people.ts';

let now = Date.parse('2026-08-01T12:00:00Z');
let server: TestHouse;

before(async () => {
  server = await openTestHouse({ now: () => now });
});
after(() => server.close());

async function signedIn(username: string) {
  const browser = openBrowser(server);
  const answer = await browser.submit('/auth/sign_in', { login: username, password: PASSWORD });
  assert.equal(answer.status, 303, await answer.text());
  return browser;
}

/** Whether the browser's session still holds: a page that needs one answers, or sends away. */
async function holds(browser: ReturnType<typeof openBrowser>): Promise<boolean> {
  const text = await (await browser.get('/auth/sign_in')).text();
  return text.includes('/auth/sign_out');
}

test("a session cookie is for this server's pages alone", async () => {
  await personWithPassword(server, 'ada', { email: 'ada@example.org' });
  const browser = openBrowser(server);
  const answer = await browser.submit(
    '/auth/sign_in?return_to=%2Fpublic',
    { login: 'Ada', password: PASSWORD },
    '/auth/sign_in',
  );
  assert.equal(answer.headers.get('location'), '/public');
  const [cookie] = answer.headers.getSetCookie();
  assert.match(cookie!, /^rooftop_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  const { sessionCookie } = await import('#rooms/oauth/session.ts');
  assert.match(sessionCookie({ ...server.house, origin: 'https://rooftop.test' }, 'x'), /; Secure$/);
  assert.ok(await holds(browser));
  const token = browser.cookies.get('rooftop_session')!;
  const api = await server.request('GET', '/api/v1/timelines/home', {
    headers: { cookie: `rooftop_session=${token}` },
  });
  assert.equal(api.status, 401);
});

test('one signs in by name, handle or e-mail address', async () => {
  for (const login of ['ada', ' ADA ', '@ada', 'ada@rooftop.test', '@Ada@rooftop.test', 'ADA@example.org']) {
    const browser = openBrowser(server);
    assert.equal((await browser.submit('/auth/sign_in', { login, password: PASSWORD })).status, 303, login);
  }
  for (const login of ['ada@elsewhere.example', 'nobody', '']) {
    const browser = openBrowser(server);
    assert.equal((await browser.submit('/auth/sign_in', { login, password: PASSWORD })).status, 422, login);
  }
});

test('after signing in one goes nowhere but to a page of this server', async () => {
  for (const bad of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:1',
    '/a\nb',
    'home',
  ]) {
    const browser = openBrowser(server);
    const answer = await browser.submit('/auth/sign_in', {
      login: 'ada',
      password: PASSWORD,
      return_to: bad,
    });
    assert.equal(answer.headers.get('location'), '/home', bad);
  }
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const browser = await signedIn('ada');
  const kept = new Map(browser.cookies);
  const answer = await browser.submit('/auth/sign_in', {}, '/auth/sign_out');
  assert.deepEqual([answer.status, browser.cookies.size], [303, 0]);
  for (const [name, value] of kept) browser.cookies.set(name, value);
  assert.equal(await holds(browser), false);
});

test('signing in anew ends the session before it', async () => {
  const browser = await signedIn('ada');
  const before = browser.cookies.get('rooftop_session')!;
  await browser.submit('/auth/sign_in', { login: 'ada', password: PASSWORD });
  assert.notEqual(browser.cookies.get('rooftop_session'), before);
  browser.cookies.set('rooftop_session', before);
  assert.equal(await holds(browser), false);
});

test('a form from another site is refused, with or without a session', async () => {
  const browser = await signedIn('ada');
  const hidden = await browser.hidden('/auth/sign_in');
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: server.house.origin },
    { 'sec-fetch-site': 'same-site', origin: server.house.origin },
  ];
  for (const headers of foreign)
    assert.equal(
      (await browser.send('/auth/sign_out', hidden, headers)).status,
      403,
      JSON.stringify(headers),
    );
  assert.equal((await browser.send('/auth/sign_out', { ...hidden, form_token: 'x' })).status, 403);
  assert.equal((await browser.send('/auth/sign_out', {})).status, 403);
  const other = await signedIn('ada');
  assert.equal((await other.send('/auth/sign_out', hidden)).status, 403);
  assert.ok(await holds(browser));
  const visitor = openBrowser(server);
  const form = await visitor.hidden('/auth/sign_in');
  const silent = await server.request('POST', '/auth/sign_in', {
    form: { ...form, login: 'ada', password: PASSWORD },
  });
  assert.equal(silent.status, 403);
});

test('too many wrong passwords for one account are refused, from wherever they come; right ones are not counted', async () => {
  await personWithPassword(server, 'bruno');
  const visitor = openBrowser(server);
  const form = await visitor.hidden('/auth/sign_in');
  const attempt = (password: string) => visitor.send('/auth/sign_in', { ...form, login: 'bruno', password });
  assert.equal((await attempt(PASSWORD)).status, 303);
  visitor.cookies.clear();
  const statuses: number[] = [];
  for (let i = 0; i < BY_ACCOUNT.most + 1; i++) statuses.push((await attempt(`wrong ${i}`)).status);
  assert.deepEqual(statuses, [...Array<number>(BY_ACCOUNT.most).fill(422), 429]);
  const last = await attempt(PASSWORD);
  assert.equal(last.status, 429);
  now += 3_600_000;
  assert.equal((await attempt(PASSWORD)).status, 303);
});

test('a changed password ends every session, app and code but the one that changed it', async () => {
  const { id } = await personWithPassword(server, 'carla');
  const here = await signedIn('carla');
  const there = await signedIn('carla');
  const token = await issueToken(server.house, { accountId: id, appId: null, scopes: 'read', kind: 'user' });
  const { callerOfToken } = await import('#rooms/oauth/index.ts');
  const keepTokenId = callerOfToken(server.view, here.cookies.get('rooftop_session')!).tokenId;
  await assert.rejects(
    changePassword(server.house, id, { present: 'wrong', next: 'another phrase', keepTokenId }),
    {
      field: 'current_password',
    },
  );
  await changePassword(server.house, id, { present: PASSWORD, next: 'another phrase', keepTokenId });
  assert.deepEqual([await holds(here), await holds(there)], [true, false]);
  assert.equal((await server.request('GET', '/api/v1/timelines/home', { token })).status, 401);
  const visitor = openBrowser(server);
  assert.equal((await visitor.submit('/auth/sign_in', { login: 'carla', password: PASSWORD })).status, 422);
  assert.equal(
    (await visitor.submit('/auth/sign_in', { login: 'carla', password: 'another phrase' })).status,
    303,
  );
});

test("taking an app's access away ends its tokens and no others", async () => {
  const { id, token } = await server.person('dora');
  const app = await server.json<{ id: string }>('POST', '/api/v1/apps', {
    json: { client_name: 'App', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob' },
  });
  const theirs = await issueToken(server.house, {
    accountId: id,
    appId: Number(app.id),
    scopes: 'read',
    kind: 'user',
  });
  await endTokens(server.house, id, { appId: Number(app.id) });
  assert.equal((await server.request('GET', '/api/v1/timelines/home', { token: theirs })).status, 401);
  assert.equal((await server.request('GET', '/api/v1/timelines/home', { token })).status, 200);
});

test('of too many tokens the oldest ends', async () => {
  const { id, token } = await server.person('emil');
  const first = await issueToken(server.house, { accountId: id, appId: null, scopes: 'read', kind: 'user' });
  const rest = Array.from({ length: TOKENS_OF_ACCOUNT_MOST - 1 }, () =>
    issueToken(server.house, { accountId: id, appId: null, scopes: 'read', kind: 'user' }),
  );
  await Promise.all(rest);
  const status = async (of: string) =>
    (await server.request('GET', '/api/v1/timelines/home', { token: of })).status;
  assert.deepEqual([await status(token), await status(first)], [401, 200]);
});

test('a disabled account is out at once and back when enabled', async () => {
  const { id, token } = await personWithPassword(server, 'karl');
  const browser = await signedIn('karl');
  await changeUser(server.house, id, 'disable');
  assert.deepEqual(await server.json('GET', '/api/v1/timelines/home', { token }, 403), {
    error: 'Your login is currently disabled',
  });
  assert.equal(await holds(browser), false);
  assert.equal(
    (await openBrowser(server).submit('/auth/sign_in', { login: 'karl', password: PASSWORD })).status,
    403,
  );
  await changeUser(server.house, id, 'enable');
  assert.equal((await server.request('GET', '/api/v1/timelines/home', { token })).status, 200);
});
