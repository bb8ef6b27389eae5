import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FEATURED_TAGS_MOST } from '#rooms/profiles/index.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

type Relationship = { id: string; note: string; endorsed: boolean };
type Tag = { id: string; name: string; statuses_count: string; last_status_at: null };

let server: TestHouse;
let ada: Person;
let bob: Person;

before(async () => {
  server = await openTestHouse();
  ada = await server.person('ada');
  bob = await server.person('bob');
});
after(() => server.close());

const deed = (name: string, json: object = {}, status = 200) =>
  server.json<Relationship>('POST', `/api/v1/accounts/${bob.id}/${name}`, { token: ada.token, json }, status);

test('a note about somebody is read by its writer alone', async () => {
  assert.equal((await deed('note', { comment: 'met in June' })).note, 'met in June');
  const theirs = await server.json<Relationship[]>('GET', `/api/v1/accounts/relationships?id[]=${ada.id}`, {
    token: bob.token,
  });
  assert.equal(theirs[0]!.note, '');
  assert.equal((await deed('note', { comment: 'x'.repeat(2_000) })).note.length, 2_000);
  await deed('note', { comment: 'x'.repeat(2_001) }, 422);
  assert.equal((await deed('note')).note, '');
  await server.json('POST', '/api/v1/accounts/1/note', { token: ada.token, json: { comment: 'x' } }, 404);
});

test('one can feature whom one follows, under the new name and the old', async () => {
  await deed('endorse', {}, 422);
  await deed('follow');
  assert.equal((await deed('endorse')).endorsed, true);
  assert.equal((await deed('pin')).endorsed, true);
  const shown = await server.json<{ id: string }[]>('GET', `/api/v1/accounts/${ada.id}/endorsements`);
  assert.deepEqual(
    shown.map(({ id }) => id),
    [String(bob.id)],
  );
  const own = await server.json<{ id: string }[]>('GET', '/api/v1/endorsements', { token: ada.token });
  assert.equal(own.length, 1);
  assert.equal((await deed('unpin')).endorsed, false);
  await deed('endorse');
  assert.equal((await deed('unfollow')).endorsed, false);
});

test('a hashtag can be featured by its own name, too', async () => {
  const ask = (verb: string) =>
    server.json<{ name: string; featuring: boolean }>('POST', `/api/v1/tags/Tehran/${verb}`, {
      token: bob.token,
    });
  assert.deepEqual(await ask('feature').then(({ name, featuring }) => [name, featuring]), ['Tehran', true]);
  assert.equal((await server.json<Tag[]>('GET', '/api/v1/featured_tags', { token: bob.token })).length, 1);
  assert.equal((await ask('unfeature')).featuring, false);
  assert.equal((await ask('unfeature')).featuring, false);
});

test('featured hashtags: one per key, ten at most, without a date', async () => {
  const feature = (name: string, status = 200) =>
    server.json<Tag>('POST', '/api/v1/featured_tags', { token: ada.token, json: { name } }, status);
  await server.json('POST', '/api/v1/statuses', { token: ada.token, json: { status: 'with #IranElection' } });
  await server.json('POST', '/api/v1/statuses', {
    token: ada.token,
    json: { status: 'quiet #iranelection', visibility: 'private' },
  });
  const suggested = await server.json<Tag[]>('GET', '/api/v1/featured_tags/suggestions', {
    token: ada.token,
  });
  assert.deepEqual(
    suggested.map(({ name }) => name),
    ['IranElection'],
  );
  const tag = await feature('#iranelection');
  assert.deepEqual([tag.name, tag.statuses_count, tag.last_status_at], ['IranElection', '1', null]);
  assert.equal((await feature('IRANELECTION')).id, tag.id);
  for (let i = 1; i < FEATURED_TAGS_MOST; i++) await feature(`tag${i}`);
  await feature('onemore', 422);
  await feature('no tag', 422);
  await feature('123', 422);
  const shown = await server.json<Tag[]>('GET', `/api/v1/accounts/${ada.id}/featured_tags`);
  assert.equal(shown.length, FEATURED_TAGS_MOST);
  await server.json('DELETE', `/api/v1/featured_tags/${tag.id}`, { token: bob.token }, 404);
  assert.deepEqual(await server.json('DELETE', `/api/v1/featured_tags/${tag.id}`, { token: ada.token }), {});
  const own = await server.json<Tag[]>('GET', '/api/v1/featured_tags', { token: ada.token });
  assert.equal(own.length, FEATURED_TAGS_MOST - 1);
});
