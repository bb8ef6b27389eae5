import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '#app/routes.ts';
import type { Route } from '#machinery/http/route.ts';
import { issueToken } from '#rooms/oauth/index.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { issueSession } from '../support/house-session.ts';
import { imageWithSecrets } from '../support/images.ts';

/**
 * Every route of the table is called as Eve on Bob's things, with each of his ids wherever an id may stand; then without a token, with
 * one of too small a scope, and with one that was revoked. Nothing of Bob's is shown or changed, and nothing is a fault.
 */

const SECRETS = [
  'bobsprivatepost',
  'bobslisttitle',
  'bobsmediatext',
  'bobs@example.org',
  'bobsnoteoneve',
  'bobsdraftspoiler',
];

let server: TestHouse;
let eve: Person;
let bob: Person;
let eveSession: string;
let ids: string[];

before(async () => {
  server = await openTestHouse();
  bob = await server.person('bob', { email: 'bobs@example.org' });
  eve = await server.person('eve');
  const friend = await server.person('friend');
  eveSession = await issueSession(server, eve.id);
  const asBob = { token: bob.token };
  type WithId = { id: string };
  const post = (json: object) => server.json<WithId>('POST', '/api/v1/statuses', { ...asBob, json });
  const status = await post({
    status: 'bobsprivatepost',
    visibility: 'private',
    spoiler_text: 'bobsdraftspoiler',
  });
  const direct = await post({ status: 'bobsprivatepost @friend', visibility: 'direct' });
  const list = await server.json<WithId>('POST', '/api/v1/lists', {
    ...asBob,
    json: { title: 'bobslisttitle' },
  });
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await imageWithSecrets('png'))]));
  form.set('description', 'bobsmediatext');
  const media = await server.json<WithId>('POST', '/api/v2/media', { ...asBob, form });
  await server.json('POST', `/api/v1/accounts/${eve.id}/note`, {
    ...asBob,
    json: { comment: 'bobsnoteoneve' },
  });
  await server.json('POST', `/api/v1/statuses/${direct.id}/favourite`, { token: friend.token });
  const [notification] = await server.json<WithId[]>('GET', '/api/v1/notifications', asBob);
  const [conversation] = await server.json<WithId[]>('GET', '/api/v1/conversations', asBob);
  const tokens = server.view.db
    .prepare<{ id: number }>('SELECT id FROM token WHERE account_id = ?')
    .all(bob.id);
  ids = [status, direct, list, media, notification, conversation].flatMap((one) => one?.id ?? []);
  assert.equal(ids.length, 6, 'the world is as the test believes');
  ids.push(String(bob.id), String(friend.id), ...tokens.map((token) => String(token.id)));
});
after(() => server.close());

const authed = routes.filter(
  (route) => route.auth !== 'anyone' && !route.path.startsWith('/api/v1/streaming'),
);

function pathsOf(route: Route): string[] {
  const slots = route.path.match(/:\w+(\{[^}]*\})?/g) ?? [];
  if (slots.length === 0) return [route.path];
  return ids.map((id) =>
    slots.reduce((path, slot) => path.replace(slot, slot.startsWith(':handle') ? '@bob' : id), route.path),
  );
}

/** A body that names Bob's things by every name a field may have. */
function bodyWith(id: string): Record<string, unknown> {
  const lists = ['account_ids', 'status_ids', 'media_ids', 'ids', 'id'];
  const single = ['status_id', 'account_id', 'list_id', 'in_reply_to_id', 'quoted_status_id', 'target_id'];
  return Object.fromEntries([
    ...lists.map((name) => [name, [id]]),
    ...single.map((name) => [name, id]),
    ['status', 'x'],
  ]);
}

async function call(route: Route, path: string, id: string) {
  const session = { headers: { cookie: `rooftop_session=${eveSession}` } };
  const ask = route.door === 'page' ? session : { token: eve.token };
  const body = route.method === 'GET' ? {} : { json: bodyWith(id) };
  const response = await server.request(route.method, path, { ...ask, ...body });
  return { status: response.status, text: await response.text() };
}

for (const route of authed) {
  test(`${route.method} ${route.path} shows Eve nothing of Bob's`, async () => {
    const paths = pathsOf(route);
    for (const [i, path] of paths.entries()) {
      const asked = route.method === 'GET' ? `${path}?id[]=${ids.join('&id[]=')}` : path;
      const { status, text } = await call(route, asked, ids[i % ids.length]!);
      assert.ok(status < 500, `${route.method} ${path} answered ${status}`);
      for (const secret of SECRETS)
        assert.ok(!text.includes(secret), `${route.method} ${path} shows ${secret}`);
    }
  });
}

test("nothing of Bob's has changed after all that", async () => {
  const asBob = { token: bob.token };
  const [status, direct, list, media] = ids;
  const text = async (path: string) => JSON.stringify(await server.json('GET', path, asBob));
  assert.match(await text(`/api/v1/statuses/${status}`), /bobsprivatepost/);
  assert.match(await text(`/api/v1/statuses/${direct}`), /bobsprivatepost/);
  assert.match(await text(`/api/v1/lists/${list}`), /bobslisttitle/);
  assert.deepEqual(await server.json('GET', `/api/v1/lists/${list}/accounts`, asBob), []);
  assert.match(await text(`/api/v1/media/${media}`), /bobsmediatext/);
  assert.match(await text(`/api/v1/accounts/relationships?id[]=${eve.id}`), /bobsnoteoneve/);
  assert.equal((await server.json<unknown[]>('GET', '/api/v1/notifications', asBob)).length >= 1, true);
  assert.equal((await server.json<unknown[]>('GET', '/api/v1/conversations', asBob)).length, 1);
});

const api = authed.filter((route) => route.door === 'api');

test('without a token every one of them answers 401', async () => {
  for (const route of api) {
    const body = route.method === 'GET' ? {} : { json: {} };
    const response = await server.request(route.method, pathsOf(route)[0]!, body);
    assert.equal(response.status, 401, `${route.method} ${route.path}`);
  }
});

test('with a token of another scope every one of them answers 403', async () => {
  for (const route of api.filter((one) => one.scopes.length > 0)) {
    const scopes = route.scopes.some((scope) => scope.startsWith('push')) ? 'read:search' : 'push';
    const token = await issueToken(server.house, { accountId: eve.id, appId: null, scopes, kind: 'user' });
    const body = route.method === 'GET' ? {} : { json: {} };
    const response = await server.request(route.method, pathsOf(route)[0]!, { token, ...body });
    assert.equal(response.status, 403, `${route.method} ${route.path}`);
  }
});

test('after a sign-out the same cookie is nobody, and after a revocation the same token answers 401', async () => {
  const app = await server.json<{ client_id: string; client_secret: string }>('POST', '/api/v1/apps', {
    form: { client_name: 'x', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read write' },
  });
  const appRow = server.view.db
    .prepare<{ id: number }>('SELECT id FROM app WHERE client_id = ?')
    .get(app.client_id)!;
  const wish = {
    accountId: eve.id,
    appId: appRow.id,
    scopes: 'read write follow push',
    kind: 'user',
  } as const;
  const token = await issueToken(server.house, wish);
  await server.json('GET', '/api/v1/timelines/home', { token });
  const { client_id, client_secret } = app;
  await server.json('POST', '/oauth/revoke', { form: { client_id, client_secret, token } });
  for (const route of api) {
    const body = route.method === 'GET' ? {} : { json: {} };
    const response = await server.request(route.method, pathsOf(route)[0]!, { token, ...body });
    assert.equal(response.status, 401, `${route.method} ${route.path}`);
  }
});
