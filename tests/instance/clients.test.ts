import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Browser, openBrowser } from '../support/form-browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { PASSWORD, personWithPassword } from '../support/people.ts';

/** What two real clients ask, in their order and their encodings, before anything is on their screen. */

let server: TestHouse;
let browser: Browser;

before(async () => {
  server = await openTestHouse();
  await personWithPassword(server, 'ada');
  browser = openBrowser(server);
  await browser.submit('/auth/sign_in', { login: 'ada', password: PASSWORD });
});
after(() => server.close());

type App = { client_id: string; client_secret: string };

async function codeFrom(path: string): Promise<string> {
  const answer = await browser.submit(path, { decision: 'allow' });
  return new URL(answer.headers.get('location')!).searchParams.get('code')!;
}

const PHANPY_SCREENS = [
  '/api/v1/accounts/verify_credentials',
  '/api/v2/instance',
  '/.well-known/nodeinfo',
  '/api/v1/preferences',
  '/api/v1/timelines/home?limit=20',
  '/api/v1/markers?timeline[]=notifications',
  '/api/v1/notifications?limit=1',
  '/api/v2/notifications?limit=20',
  '/api/v1/follow_requests?limit=1',
  '/api/v1/announcements',
  '/api/v2/notifications/policy',
  '/api/v1/mutes',
  '/api/v1/blocks',
  '/api/v1/custom_emojis',
  '/api/v2/filters',
  '/api/v1/profile',
];

const ELK_SCREENS = [
  ['/api/v1/accounts/verify_credentials', 200],
  ['/api/v2/instance', 200],
  ['/api/v1/preferences', 200],
  ['/api/v1/push/subscription', 404],
  ['/api/v1/timelines/home', 200],
  ['/api/v1/notifications', 200],
  ['/api/v1/markers?timeline[]=notifications&timeline[]=home', 200],
  ['/api/v1/custom_emojis', 200],
  ['/api/v2/suggestions', 200],
  ['/api/v1/trends/links', 200],
] as const;

test('Phanpy starts: host-meta, form registration, PKCE by metadata, form token, then its first screens', async () => {
  const meta = await (await server.request('GET', '/.well-known/host-meta')).text();
  assert.equal(new URL(/template="([^"]+)"/.exec(meta)![1]!).host, 'rooftop.test');
  const origin = { origin: 'https://phanpy.example' };
  const app = await server.json<App>('POST', '/api/v1/apps', {
    headers: origin,
    form: {
      client_name: 'Phanpy',
      redirect_uris: 'https://phanpy.example',
      scopes: 'read write follow push',
      website: 'https://phanpy.example',
    },
  });
  const { code_challenge_methods_supported, authorization_endpoint } = await server.json<
    Record<string, string[]>
  >('GET', '/.well-known/oauth-authorization-server', { headers: origin });
  assert.ok(code_challenge_methods_supported!.includes('S256'));
  assert.equal(String(authorization_endpoint), 'http://rooftop.test/oauth/authorize');
  const verifier = randomBytes(48).toString('base64url');
  const query = new URLSearchParams({
    client_id: app.client_id,
    redirect_uri: 'https://phanpy.example',
    response_type: 'code',
    scope: 'read write follow push',
    force_login: 'false',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const code = await codeFrom(`/oauth/authorize?${query}`);
  const { access_token: token } = await server.json<{ access_token: string }>('POST', '/oauth/token', {
    headers: origin,
    form: {
      client_id: app.client_id,
      client_secret: app.client_secret,
      redirect_uri: 'https://phanpy.example',
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
    },
  });
  for (const path of PHANPY_SCREENS) {
    const response = await server.request('GET', path, { token, headers: origin });
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get('access-control-allow-origin'), '*', path);
    assert.match(response.headers.get('content-type')!, /json/, path);
    await response.json();
  }
  const out = await server.request('POST', '/oauth/revoke', {
    form: { client_id: app.client_id, client_secret: app.client_secret, token },
  });
  assert.deepEqual([out.status, await out.json()], [200, {}]);
  await server.json('GET', '/api/v1/timelines/home', { token }, 401);
});

test('Elk starts: JSON registration and token, an encoded address in the redirect path, then its first screens', async () => {
  const redirect = 'https://elk.example/api/rooftop.test/oauth/https%3A%2F%2Felk.example';
  const app = await server.json<App>('POST', '/api/v1/apps', {
    json: {
      client_name: 'Elk',
      website: 'https://elk.example',
      redirect_uris: redirect,
      scopes: 'read write follow push',
    },
  });
  const about = await server.json<{ configuration: { vapid: { public_key: string } } }>(
    'GET',
    '/api/v2/instance',
  );
  assert.equal(typeof about.configuration.vapid.public_key, 'string');
  const query = new URLSearchParams({
    client_id: app.client_id,
    scope: 'read write follow push',
    redirect_uri: redirect,
    response_type: 'code',
    force_login: 'false',
    lang: 'en-US',
  });
  const code = await codeFrom(`/oauth/authorize?${query}`);
  const { access_token: token } = await server.json<{ access_token: string }>('POST', '/oauth/token', {
    json: {
      client_id: app.client_id,
      client_secret: app.client_secret,
      redirect_uri: redirect,
      grant_type: 'authorization_code',
      code,
      scope: 'read write follow push',
    },
  });
  for (const [path, status] of ELK_SCREENS) await server.json('GET', path, { token }, status);
  assert.deepEqual(await server.json('DELETE', '/api/v1/push/subscription', { token }), {});
  const wrong = await server.json<{ error: string }>(
    'POST',
    '/oauth/token',
    {
      json: {
        client_id: 'gone',
        client_secret: 'gone',
        redirect_uri: redirect,
        grant_type: 'authorization_code',
        code,
      },
    },
    401,
  );
  assert.equal(wrong.error, 'invalid_client', 'on this Elk registers again');
});
