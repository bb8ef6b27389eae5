import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openBrowser } from '../support/form-browser.ts';
import { PASSWORD } from '../support/people.ts';
import {
  type App,
  authorizePath,
  browser,
  codeFor,
  now,
  REDIRECT,
  S256,
  server,
  startAsking,
  type Token,
  trade,
} from './asking.ts';

before(startAsking);
after(() => server.close());

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
