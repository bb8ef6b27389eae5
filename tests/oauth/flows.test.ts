import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Browser, openBrowser } from '../support/form-browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { PASSWORD, personWithPassword } from '../support/people.ts';

type App = { client_id: string; client_secret: string; redirect_uris: string[]; scopes: string[] };
type Token = { access_token: string; token_type: string; scope: string; created_at: number };

const REDIRECT = 'https://elk.example/api/home.test/oauth/https%3A%2F%2Felk.example?x=1';
const S256 = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

let now = Date.parse('2026-08-01T12:00:00Z');
let server: TestHouse;
let browser: Browser;
let app: App;

before(async () => {
  server = await openTestHouse({ now: () => now });
  await personWithPassword(server, 'ada', { displayName: 'Ada', email: 'ada@example.org' });
  browser = openBrowser(server);
  const answer = await browser.submit('/auth/sign_in', { login: 'ada', password: PASSWORD });
  assert.equal(answer.status, 303);
  app = await server.json<App>('POST', '/api/v1/apps', {
    json: {
      client_name: 'Elk',
      redirect_uris: [REDIRECT],
      scopes: 'read write follow push',
      website: 'https://elk.example',
    },
  });
});
after(() => server.close());

function authorizePath(more: Record<string, string> = {}, of: App = app): string {
  const query = {
    client_id: of.client_id,
    redirect_uri: of.redirect_uris[0]!,
    response_type: 'code',
    ...more,
  };
  return `/oauth/authorize?${new URLSearchParams(query)}`;
}

/** Consents in the browser and takes the code out of the redirect. */
async function codeFor(more: Record<string, string> = {}, of: App = app): Promise<string> {
  const answer = await browser.submit(authorizePath(more, of), { decision: 'allow' });
  assert.equal(answer.status, 302, await answer.clone().text());
  const location = answer.headers.get('location')!;
  assert.ok(location.startsWith(`${of.redirect_uris[0]}&`) || location.startsWith(`${of.redirect_uris[0]}?`));
  return new URL(location).searchParams.get('code')!;
}

function trade(code: string, more: Record<string, unknown> = {}, of: App = app) {
  const { client_id, client_secret } = of;
  const json = {
    grant_type: 'authorization_code',
    code,
    client_id,
    client_secret,
    redirect_uri: of.redirect_uris[0],
    ...more,
  };
  return server.request('POST', '/oauth/token', { json });
}

async function refusedAs(response: Response, status: number, error: string): Promise<void> {
  const body = (await response.json()) as { error: string; error_description: string };
  assert.deepEqual([response.status, body.error], [status, error], JSON.stringify(body));
  assert.equal(typeof body.error_description, 'string');
}

test("a client of Elk's kind signs in: JSON bodies, no scope in the token request", async () => {
  const code = await codeFor({ scope: 'read write follow push', state: 'so+me &state' });
  const response = await trade(code);
  const token = (await response.json()) as Token;
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'private, no-store');
  assert.deepEqual(
    { ...token, access_token: '' },
    {
      access_token: '',
      token_type: 'Bearer',
      scope: 'read write follow push',
      created_at: Math.floor(now / 1000),
    },
  );
  const verified = await server.json('GET', '/api/v1/apps/verify_credentials', { token: token.access_token });
  assert.equal(verified['name'], 'Elk');
});

test("a client of Phanpy's kind signs in: forms, PKCE, no secret needed beside the verifier", async () => {
  const phanpy = await server.json<App>('POST', '/api/v1/apps', {
    form: {
      client_name: 'Phanpy',
      redirect_uris: 'https://phanpy.example/',
      scopes: 'read write follow push',
      website: '',
    },
  });
  const metadata = await server.json('GET', '/.well-known/oauth-authorization-server');
  assert.deepEqual(metadata['code_challenge_methods_supported'], ['S256']);
  const verifier = randomBytes(40).toString('base64url');
  const code = await codeFor(
    { code_challenge: S256(verifier), code_challenge_method: 'S256', state: 'a' },
    phanpy,
  );
  const form = {
    grant_type: 'authorization_code',
    code,
    client_id: phanpy.client_id,
    redirect_uri: phanpy.redirect_uris[0]!,
    code_verifier: verifier,
  };
  const token = await server.json<Token>('POST', '/oauth/token', { form });
  assert.equal(token.scope, 'read write follow push');
});

test('the state comes back as it was sent', async () => {
  const answer = await browser.submit(authorizePath({ state: 'a b&c=d/%20é' }), { decision: 'allow' });
  assert.equal(new URL(answer.headers.get('location')!).searchParams.get('state'), 'a b&c=d/%20é');
});

test('a code works once', async () => {
  const code = await codeFor();
  assert.equal((await trade(code)).status, 200);
  await refusedAs(await trade(code), 400, 'invalid_grant');
});

test('of many who trade the same code at once, one gets a token', async () => {
  const code = await codeFor();
  const answers = await Promise.all(Array.from({ length: 8 }, () => trade(code)));
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
});

test('a code is dead after ten minutes', async () => {
  const code = await codeFor();
  now += 10 * 60_000;
  await refusedAs(await trade(code), 400, 'invalid_grant');
});

test('a code is good for the app and the address it was made for, byte for byte', async () => {
  const other = await server.json<App>('POST', '/api/v1/apps', {
    json: { client_name: 'Other', redirect_uris: [REDIRECT], scopes: 'read write' },
  });
  const code = await codeFor();
  await refusedAs(await trade(code, {}, other), 400, 'invalid_grant');
  const decoded = decodeURIComponent(REDIRECT);
  for (const redirect_uri of [decoded, `${REDIRECT}/`, REDIRECT.toUpperCase(), 'urn:ietf:wg:oauth:2.0:oob'])
    await refusedAs(await trade(code, { redirect_uri }), 400, 'invalid_grant');
  assert.equal((await trade(code)).status, 200);
});

test('a challenge must be answered by its verifier, and a verifier needs a challenge', async () => {
  const verifier = 'v'.repeat(43);
  const bound = await codeFor({ code_challenge: S256(verifier), code_challenge_method: 'S256' });
  await refusedAs(await trade(bound), 400, 'invalid_grant');
  await refusedAs(await trade(bound, { code_verifier: 'w'.repeat(43) }), 400, 'invalid_grant');
  await refusedAs(await trade(bound, { code_verifier: S256(verifier) }), 400, 'invalid_grant');
  assert.equal((await trade(bound, { code_verifier: verifier })).status, 200);
  const unbound = await codeFor();
  await refusedAs(await trade(unbound, { code_verifier: verifier }), 400, 'invalid_grant');
});

test('without a secret a code needs PKCE', async () => {
  const code = await codeFor();
  await refusedAs(await trade(code, { client_secret: undefined }), 401, 'invalid_client');
  await refusedAs(
    await trade(code, { client_secret: undefined, code_verifier: 'v'.repeat(43) }),
    400,
    'invalid_grant',
  );
  await refusedAs(await trade(code, { client_secret: 'wrong' }), 401, 'invalid_client');
});

test('challenges that are not S256 go back to the app as an error', async () => {
  for (const more of [
    { code_challenge: 'x'.repeat(43) },
    { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
    { code_challenge: 'short', code_challenge_method: 'S256' },
    { code_challenge_method: 'S256' },
  ] as Record<string, string>[]) {
    const answer = await browser.get(authorizePath({ ...more, state: 's' }));
    const to = new URL(answer.headers.get('location')!);
    assert.equal(to.searchParams.get('error'), 'invalid_request');
    assert.equal(to.searchParams.get('state'), 's');
  }
});

test('scopes are never widened: not by the request, not by the token', async () => {
  const narrow = await server.json<App>('POST', '/api/v1/apps', {
    json: { client_name: 'Narrow', redirect_uris: [REDIRECT], scopes: 'read:statuses write:media' },
  });
  for (const scope of ['read', 'write', 'admin:read', 'nonsense', 'read:statuses read:accounts']) {
    const answer = await browser.get(authorizePath({ scope }, narrow));
    assert.equal(new URL(answer.headers.get('location')!).searchParams.get('error'), 'invalid_scope', scope);
  }
  const code = await codeFor({ scope: 'read:statuses' }, narrow);
  await refusedAs(await trade(code, { scope: 'read:statuses write:media' }, narrow), 400, 'invalid_scope');
  const token = (await (await trade(code, {}, narrow)).json()) as Token;
  assert.equal(token.scope, 'read:statuses');
  const posting = await server.request('POST', '/api/v1/statuses', {
    token: token.access_token,
    json: { status: 'x' },
  });
  assert.equal(posting.status, 403);
});

test('a narrower scope than the app registered may be asked for', async () => {
  const code = await codeFor({ scope: 'read:accounts push' });
  const token = (await (await trade(code)).json()) as Token;
  assert.equal(token.scope, 'read:accounts push');
});

test('an unknown app or address is told on our page, never by a redirect', async () => {
  for (const more of [
    { client_id: 'unknown' },
    { redirect_uri: 'https://evil.example/' },
    { redirect_uri: `${REDIRECT}&more` },
    { redirect_uri: decodeURIComponent(REDIRECT) },
    { redirect_uri: '' },
  ] as Record<string, string>[]) {
    const answer = await browser.get(authorizePath(more));
    assert.equal(answer.headers.get('location'), null, JSON.stringify(more));
    assert.equal(answer.status, 422);
  }
});

test('a tampered consent form is checked like the request', async () => {
  const hidden = await browser.hidden(authorizePath());
  const answer = await browser.send('/oauth/authorize', {
    ...hidden,
    redirect_uri: 'https://evil.example/',
    decision: 'allow',
  });
  assert.deepEqual([answer.status, answer.headers.get('location')], [422, null]);
});

test('who says no is sent back with access_denied', async () => {
  const answer = await browser.submit(authorizePath({ state: 'z' }), { decision: 'deny' });
  const to = new URL(answer.headers.get('location')!);
  assert.deepEqual([to.searchParams.get('error'), to.searchParams.get('state')], ['access_denied', 'z']);
});

test('the policy of the consent page lets the form end at the app, and of other pages nowhere else', async () => {
  const consent = await browser.get(authorizePath());
  assert.match(consent.headers.get('content-security-policy')!, /form-action 'self' https:\/\/elk\.example;/);
  const native = await server.json<App>('POST', '/api/v1/apps', {
    json: { client_name: 'Native', redirect_uris: 'com.example.app://callback', scopes: 'read' },
  });
  const page = await browser.get(authorizePath({}, native));
  assert.match(page.headers.get('content-security-policy')!, /form-action 'self' com\.example\.app:;/);
  const code = await codeFor({}, native);
  assert.ok(code.length >= 40);
  const signIn = await browser.get('/auth/sign_in');
  assert.match(signIn.headers.get('content-security-policy')!, /form-action 'self';/);
});

test('out of band, the code is shown', async () => {
  const oob = await server.json<App>('POST', '/api/v1/apps', {
    json: { client_name: 'Script', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read' },
  });
  const answer = await browser.submit(authorizePath({}, oob), { decision: 'allow' });
  assert.equal(answer.status, 200);
  const code = /<code[^>]*>([\w-]{43})<\/code>/.exec(await answer.text())![1]!;
  assert.equal((await trade(code, {}, oob)).status, 200);
});

test('a visitor signs in first and comes back to the question', async () => {
  const visitor = openBrowser(server);
  const asked = authorizePath({ state: 'back' });
  const sent = await visitor.get(asked);
  const signIn = sent.headers.get('location')!;
  assert.ok(signIn.startsWith('/auth/sign_in?return_to='));
  const back = (
    await visitor.submit(signIn, { login: 'ada@example.org', password: PASSWORD }, '/auth/sign_in')
  ).headers.get('location')!;
  const page = await visitor.get(back);
  assert.equal(page.status, 200);
  const answer = await visitor.submit(back, { decision: 'allow' });
  const to = answer.headers.get('location')!;
  assert.ok(to.startsWith(`${REDIRECT}&code=`));
});

test('force_login asks for the password again, once', async () => {
  const sent = await browser.get(authorizePath({ force_login: 'true' }));
  const signIn = new URL(sent.headers.get('location')!, 'http://x').searchParams.get('return_to')!;
  assert.equal(new URL(signIn, 'http://x').searchParams.get('force_login'), null);
});

test("client credentials give a token of the app's own, by body or Basic", async () => {
  const { client_id, client_secret } = app;
  const own = await server.json<Token>('POST', '/oauth/token', {
    json: { grant_type: 'client_credentials', client_id, client_secret },
  });
  assert.equal(own.scope, 'read write follow push');
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64');
  const narrow = await server.json<Token>('POST', '/oauth/token', {
    form: { grant_type: 'client_credentials', scope: 'read' },
    headers: { authorization: `Basic ${basic}` },
  });
  assert.equal(narrow.scope, 'read');
  const name = await server.json('GET', '/api/v1/apps/verify_credentials', { token: narrow.access_token });
  assert.equal(name['name'], 'Elk');
  const personal = await server.request('GET', '/api/v1/timelines/home', { token: own.access_token });
  assert.equal(personal.status, 401);
});

test('what is not a grant is refused as RFC 6749 has it', async () => {
  const { client_id, client_secret } = app;
  const ask = (json: object) => server.request('POST', '/oauth/token', { json });
  await refusedAs(await ask({}), 400, 'invalid_request');
  await refusedAs(
    await ask({ grant_type: 'implicit', client_id, client_secret }),
    400,
    'unsupported_grant_type',
  );
  await refusedAs(
    await ask({ grant_type: 'constructor', client_id, client_secret }),
    400,
    'unsupported_grant_type',
  );
  await refusedAs(
    await ask({ grant_type: 'client_credentials', client_id, client_secret: 'x' }),
    401,
    'invalid_client',
  );
  await refusedAs(
    await ask({ grant_type: 'client_credentials', client_id, client_secret, scope: 'admin:read' }),
    400,
    'invalid_scope',
  );
  await refusedAs(
    await server.request('POST', '/oauth/token', {
      headers: { 'content-type': 'application/json' },
      form: '{' as never,
    }),
    400,
    'invalid_request',
  );
});

test('a password is traded for a token only by users made at the command line, until the operator opens it', async () => {
  const { client_id, client_secret } = app;
  const ask = (username: string, password = PASSWORD) =>
    server.request('POST', '/oauth/token', {
      json: { grant_type: 'password', client_id, client_secret, username, password },
    });
  await personWithPassword(server, 'tool', { passwordGrant: true, email: 'tool@example.org' });
  await refusedAs(await ask('ada'), 400, 'invalid_grant');
  await refusedAs(await ask('tool', 'wrong password'), 400, 'invalid_grant');
  assert.equal(((await (await ask('tool@example.org')).json()) as Token).scope, 'read write follow push');
  const { changeSetting } = await import('#rooms/settings/index.ts');
  await changeSetting(server.house, 'password_grant', 'everyone');
  assert.equal((await ask('ada')).status, 200);
  await changeSetting(server.house, 'password_grant', null);
  await refusedAs(await ask('ada'), 400, 'invalid_grant');
});

test('a revoked token is refused from then on; revoking twice is fine; another app may not', async () => {
  const token = ((await (await trade(await codeFor())).json()) as Token).access_token;
  const other = await server.json<App>('POST', '/api/v1/apps', {
    json: { client_name: 'Other', redirect_uris: REDIRECT },
  });
  const revoke = (of: App) =>
    server.request('POST', '/oauth/revoke', {
      form: { client_id: of.client_id, client_secret: of.client_secret, token },
    });
  await refusedAs(await revoke(other), 403, 'unauthorized_client');
  assert.equal((await server.request('GET', '/api/v1/timelines/home', { token })).status, 200);
  assert.deepEqual(await (await revoke(app)).json(), {});
  assert.equal((await server.request('GET', '/api/v1/timelines/home', { token })).status, 401);
  assert.equal((await revoke(app)).status, 200);
  const { client_id } = app;
  await refusedAs(
    await server.request('POST', '/oauth/revoke', { form: { client_id, token } }),
    401,
    'invalid_client',
  );
});

test('userinfo tells who the token is for', async () => {
  const token = ((await (await trade(await codeFor())).json()) as Token).access_token;
  const info = await server.json('GET', '/oauth/userinfo', { token });
  assert.deepEqual(info, {
    iss: 'http://rooftop.test/',
    sub: 'http://rooftop.test/users/ada',
    name: 'Ada',
    preferred_username: 'ada',
    profile: 'http://rooftop.test/@ada',
    picture: 'http://rooftop.test/assets/missing-avatar.svg',
  });
});

test('the database knows no token, code or secret, only their hashes', async () => {
  const code = await codeFor();
  const token = ((await (await trade(code)).json()) as Token).access_token;
  const { readdir, readFile } = await import('node:fs/promises');
  const files = (await readdir(server.folder)).filter((name) => /\.db/.test(name));
  assert.ok(files.length >= 2);
  for (const file of files) {
    const bytes = await readFile(`${server.folder}/${file}`);
    for (const secret of [code, token, app.client_secret, PASSWORD])
      assert.equal(bytes.includes(secret), false, file);
  }
});
