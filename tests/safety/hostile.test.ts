import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#app/routes.ts';
import { clientAddress, trustedProxies } from '#machinery/http/address.ts';
import { addressKey } from '#machinery/http/limits.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { issueSession } from '../support/house-session.ts';

/** The known ways in, from other servers' security notices. */

let server: TestHouse;
let ada: Person;
let session: string;

before(async () => {
  server = await openTestHouse();
  ada = await server.person('ada');
  session = await issueSession(server, ada.id);
});
after(() => server.close());

const XSS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "javascript:alert('1')",
  '</textarea><script>alert(1)</script>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '<iframe srcdoc="<script>alert(1)</script>">',
];

test('markup in posts, names, notes and fields never becomes markup', async () => {
  for (const evil of XSS) {
    const json = {
      display_name: evil.slice(0, 30),
      note: evil,
      fields_attributes: [{ name: evil, value: evil }],
    };
    await server.json('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, json });
    const post = { status: `${evil} #tag`, spoiler_text: evil };
    const { id } = await server.json<{ id: string }>('POST', '/api/v1/statuses', {
      token: ada.token,
      json: post,
    });
    for (const path of [
      '/@ada',
      `/@ada/${id}`,
      '/public',
      '/tags/tag',
      `/search?q=${encodeURIComponent(evil)}`,
      '/settings/profile',
      `/posts/${id}/edit`,
    ]) {
      const cookie = { headers: { cookie: `rooftop_session=${session}` } };
      const html = await (await server.request('GET', path, cookie)).text();
      assert.ok(
        !/<script>alert|<img src=x|<svg onload|<iframe srcdoc/i.test(html),
        `${path} lets ${evil} through`,
      );
      assert.ok(!/href\s*=\s*["']?\s*javascript:/i.test(html), `${path} links to a script`);
    }
    const status = await server.json<{ content: string }>('GET', `/api/v1/statuses/${id}`);
    assert.ok(!/<script|<img|<svg|<iframe/i.test(status.content));
  }
});

test('pages allow no inline script or style, no framing, and nothing from elsewhere', async () => {
  for (const path of ['/', '/public', '/@ada', '/auth/sign_in']) {
    const policy = (await server.request('GET', path)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.ok(!/unsafe-inline|unsafe-eval|https?:/.test(policy), policy);
  }
});

test('a name that turns the text around is held in its own direction', async () => {
  await server.json('PATCH', '/api/v1/accounts/update_credentials', {
    token: ada.token,
    json: { display_name: 'evil\u202eemoc.knab' },
  });
  const html = await (await server.request('GET', '/@ada')).text();
  for (const at of html.matchAll(/evil\u202eemoc/g)) {
    const before = html.slice(Math.max(0, at.index - 200), at.index);
    assert.match(
      before,
      /<bdi[^>]*>[^<]*$|dir="auto"[^<]*$|<title>[^<]*$|(content|alt|aria-label|title|value)="[^"]*$/,
      before.slice(-120),
    );
  }
});

test('an uploaded actor document is refused, whatever it is called', async () => {
  const actor = JSON.stringify({
    '@context': 'https://www.w3.org/ns/activitystreams',
    type: 'Person',
    id: 'https://x/y',
  });
  for (const name of ['actor.json', 'actor.png', 'actor.txt', 'blob']) {
    const form = new FormData();
    form.set('file', new Blob([actor], { type: 'image/png' }), name);
    const response = await server.request('POST', '/api/v2/media', { token: ada.token, form });
    assert.equal(response.status, 422, name);
    await response.arrayBuffer();
  }
});

test('what depends on who asks may be kept by no shared cache', async () => {
  for (const route of routes) {
    if (route.method !== 'GET' || !['api', 'page'].includes(route.door)) continue;
    if (route.path.includes('streaming')) continue;
    const path = route.path.replace(/:handle\{[^}]*\}/, '@ada').replace(/:\w+(\{[^}]*\})?/g, '1');
    const response = await server.request('GET', path, { token: ada.token });
    await response.arrayBuffer();
    const cache = response.headers.get('cache-control') ?? '';
    assert.match(cache, /no-store|private|public, max-age/, `${path}: ${cache}`);
    if (/public/.test(cache))
      assert.ok(
        !(await (await server.request('GET', path, { token: ada.token })).text()).includes('"ada"'),
        path,
      );
    else assert.match(response.headers.get('vary') ?? '', /Authorization/i, path);
  }
});

test('a forged chain of forwarded addresses changes nothing', () => {
  const trusted = trustedProxies(['127.0.0.1', '10.0.0.0/8']);
  assert.equal(clientAddress('198.51.100.7', '1.2.3.4', trusted), '198.51.100.7');
  assert.equal(clientAddress('127.0.0.1', '1.2.3.4, 198.51.100.9', trusted), '198.51.100.9');
  assert.equal(clientAddress('127.0.0.1', '1.2.3.4, 198.51.100.9, 10.1.1.1', trusted), '198.51.100.9');
  assert.equal(clientAddress('127.0.0.1', 'nonsense', trusted), '127.0.0.1');
  assert.equal(addressKey('2001:db8:1:2:3:4:5:6'), addressKey('2001:db8:1:2::1'));
  assert.notEqual(addressKey('2001:db8:1:2::1'), addressKey('2001:db8:1:3::1'));
  assert.equal(addressKey('::ffff:192.0.2.1'), '192.0.2.1');
});

test('a form from another site is refused, and one without its token', async () => {
  const cookie = `rooftop_session=${session}`;
  const form = { text: 'forged', status: 'forged' };
  for (const headers of [
    { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { cookie, origin: 'http://rooftop.test', 'sec-fetch-site': 'same-origin' },
    { cookie },
  ]) {
    for (const route of routes.filter((one) => one.door === 'page' && one.method === 'POST')) {
      const path = route.path.replace(/:\w+(\{[^}]*\})?/g, '1');
      const response = await server.request('POST', path, { form, headers });
      await response.arrayBuffer();
      assert.ok(response.status >= 400 && response.status < 500, `${path} answered ${response.status}`);
    }
  }
  const mine = await server.json<unknown[]>('GET', `/api/v1/accounts/${ada.id}/statuses`);
  assert.ok(!JSON.stringify(mine).includes('forged'));
});

test('what is too long is refused, by the name of its field', async () => {
  const long = 'x'.repeat(200_000);
  for (const [method, path, field] of [
    ['POST', '/api/v1/statuses', 'status'],
    ['POST', '/api/v1/statuses', 'spoiler_text'],
    ['POST', '/api/v1/lists', 'title'],
    ['PATCH', '/api/v1/accounts/update_credentials', 'display_name'],
    ['PATCH', '/api/v1/accounts/update_credentials', 'note'],
    ['POST', '/api/v1/apps', 'client_name'],
    ['POST', '/api/v1/apps', 'scopes'],
    ['POST', `/api/v1/accounts/${ada.id}/note`, 'comment'],
  ] as const) {
    const json = { client_name: 'x', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', title: 'x', [field]: long };
    const response = await server.request(method, path, { token: ada.token, json });
    const { error } = (await response.json()) as { error: string };
    assert.ok(
      response.status === 422 || response.status === 404,
      `${path} ${field} answered ${response.status}`,
    );
    assert.equal(typeof error, 'string');
  }
  const huge = await server.request('POST', '/api/v1/statuses', {
    token: ada.token,
    json: { status: 'x'.repeat(3_000_000) },
  });
  assert.equal(huge.status, 413);
});
