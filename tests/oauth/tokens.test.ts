import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PASSWORD, personWithPassword } from '../support/people.ts';
import {
  type App,
  app,
  authorizePath,
  browser,
  codeFor,
  pass,
  REDIRECT,
  refusedAs,
  S256,
  server,
  startAsking,
  type Token,
  trade,
} from './asking.ts';

before(startAsking);
after(() => server.close());

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
  pass(10 * 60_000);
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

test('a code that was on its way when the password changed is worth nothing', async () => {
  const { accountStore } = await import('#rooms/accounts/index.ts');
  const { changePassword } = await import('#rooms/oauth/index.ts');
  const code = await codeFor();
  const { id } = server.view.of(accountStore).byName('ada', '')!;
  const change = { present: PASSWORD, next: 'another long phrase', keepTokenId: undefined };
  await changePassword(server.house, id, change);
  await refusedAs(await trade(code), 400, 'invalid_grant');
});
