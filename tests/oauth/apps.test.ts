import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { issueToken } from '#rooms/oauth/index.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const DAY_MS = 86_400_000;
let now = Date.parse('2026-08-01T12:00:00Z');
let server: TestHouse;

before(async () => {
  server = await openTestHouse({ now: () => now });
});
after(() => server.close());

test('apps that were registered and never used are swept after thirty days', async () => {
  const register = () =>
    server.json<{ id: string }>('POST', '/api/v1/apps', {
      json: { client_name: 'A', redirect_uris: 'app:/x' },
    });
  const unused = await register();
  const used = await register();
  await issueToken(server.house, { accountId: null, appId: Number(used.id), scopes: 'read', kind: 'app' });
  now += 31 * DAY_MS;
  const fresh = await register();
  const { jobs } = await import('#rooms/oauth/jobs.ts');
  await jobs.periodic[0]!.run({ house: server.house } as never);
  const { appStore } = await import('#rooms/oauth/app-store.ts');
  const there = [unused, used, fresh].map(
    ({ id }) => server.view.of(appStore).byId(Number(id)) !== undefined,
  );
  assert.deepEqual(there, [false, true, true]);
});

test('bad app registrations name their field', async () => {
  const bad: [object, string][] = [
    [{ redirect_uris: 'app:/x' }, 'client_name'],
    [{ client_name: ' ', redirect_uris: 'app:/x' }, 'client_name'],
    [{ client_name: 'x'.repeat(61), redirect_uris: 'app:/x' }, 'client_name'],
    [{ client_name: 'x' }, 'redirect_uris'],
    [{ client_name: 'x', redirect_uris: 'javascript:alert(1)' }, 'redirect_uris'],
    [{ client_name: 'x', redirect_uris: 'app:/x', scopes: 'all' }, 'scopes'],
    [{ client_name: 'x', redirect_uris: 'app:/x', website: 'javascript:alert(1)' }, 'website'],
  ];
  for (const [json, field] of bad) {
    const answer = await server.json<{ error: string; details: object }>(
      'POST',
      '/api/v1/apps',
      { json },
      422,
    );
    assert.deepEqual(Object.keys(answer.details), [field], JSON.stringify(json));
  }
  const { scopes } = await server.json<{ scopes: string[] }>('POST', '/api/v1/apps', {
    json: {
      client_name: 'x'.repeat(60),
      redirect_uris: ['app:/x', 'urn:ietf:wg:oauth:2.0:oob'],
      website: null,
    },
  });
  assert.deepEqual(scopes, ['read']);
});
