import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { routes } from '#app/routes.ts';
import { LATER } from '#rooms/instance/later.ts';
import { CLIENT_API_PAGE, clientApiPage } from '../../tools/client-api-doc.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

let server: TestHouse;
let ada: Person;

before(async () => {
  server = await openTestHouse();
  ada = await server.person('ada');
});
after(() => server.close());

const STATUS = { empty: 200, 'no such thing': 404, 'not yet': 422 } as const;

test('everything that comes later answers well-formed JSON, and needs what it will need', async () => {
  for (const { method, path, auth, answer } of LATER) {
    const there = path.replace(/:\w+/g, '7');
    const what = `${method} ${path}`;
    const response = await server.request(method, there, {
      token: ada.token,
      ...(method === 'GET' ? {} : { json: { title: 'x' } }),
    });
    assert.equal(response.status, STATUS[answer.kind], what);
    assert.match(response.headers.get('content-type')!, /^application\/json/);
    const body = (await response.json()) as unknown;
    if (answer.kind === 'empty') assert.deepEqual(body, answer.value, what);
    else assert.equal(typeof (body as { error: string }).error, 'string', what);
    if (auth === 'user') assert.equal((await server.request(method, there)).status, 401, what);
  }
});

test('too small a scope is refused there too', async () => {
  const { issueToken } = await import('#rooms/oauth/index.ts');
  const token = await issueToken(server.house, {
    accountId: ada.id,
    appId: null,
    scopes: 'profile',
    kind: 'user',
  });
  for (const { method, path, scopes } of LATER.filter((row) => row.scopes.length > 0)) {
    const response = await server.request(method, path.replace(/:\w+/g, '7'), { token });
    assert.equal(response.status, 403, `${method} ${path} ${scopes.join()}`);
  }
});

test('nothing is answered as later that is there already', () => {
  const shape = (route: { method: string; path: string }) =>
    `${route.method} ${route.path.replace(/:\w+(\{[^}]*\})?/g, ':')}`;
  const counts = Map.groupBy(routes, shape);
  for (const row of LATER) assert.equal(counts.get(shape(row))?.length, 1, `${row.method} ${row.path}`);
});

test('docs/client-api.md lists them as they are', () => {
  const present = readFileSync(CLIENT_API_PAGE, 'utf8');
  assert.equal(present, clientApiPage(present), 'run node tools/client-api-doc.ts');
});
