import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { jobs } from '#rooms/follows/jobs.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

type Relationship = Record<string, unknown>;

let server: TestHouse;
let clock = Date.UTC(2026, 0, 1);
let names = 0;
before(async () => {
  server = await openTestHouse({ now: () => clock });
});
after(() => server.close());

const person = () => server.person(`person${++names}`);
const act = (who: Person, deed: string, whom: Person, json: object = {}, status = 200) =>
  server.json<Relationship>(
    'POST',
    `/api/v1/accounts/${whom.id}/${deed}`,
    { token: who.token, json },
    status,
  );
const post = (who: Person, status: string) =>
  server.json<{ id: string }>('POST', '/api/v1/statuses', { token: who.token, json: { status } });
const get = async (who: Person | undefined, path: string) =>
  (await server.request('GET', path, { token: who?.token })).status;
const ids = async (who: Person, path: string) =>
  (await server.json<{ id: string }[]>('GET', path, { token: who.token })).map((found) => Number(found.id));

test('a block ends follows both ways and hides each from the other', async () => {
  const [ann, bob] = [await person(), await person()];
  await act(ann, 'follow', bob);
  await act(bob, 'follow', ann);
  const status = await post(bob, 'hello');
  const mine = await post(ann, 'hello too');
  const answer = await act(ann, 'block', bob);
  assert.deepEqual([answer['blocking'], answer['following'], answer['followed_by']], [true, false, false]);
  assert.equal(await get(ann, `/api/v1/statuses/${status.id}`), 404);
  assert.equal(await get(bob, `/api/v1/statuses/${mine.id}`), 404);
  assert.equal(await get(undefined, `/api/v1/statuses/${status.id}`), 200);
  assert.deepEqual(await ids(ann, '/api/v1/blocks'), [bob.id]);
  assert.equal((await act(ann, 'unblock', bob))['blocking'], false);
  assert.equal(await get(ann, `/api/v1/statuses/${status.id}`), 200);
  assert.deepEqual(await ids(ann, '/api/v1/blocks'), []);
});

test('blocking and muting oneself or nobody is refused', async () => {
  const ann = await person();
  for (const deed of ['block', 'mute']) {
    await act(ann, deed, ann, {}, 403);
    await act(ann, deed, { ...ann, id: 1 }, {}, 404);
  }
});

test('a mute says what it covers and until when, and ends by itself', async () => {
  const [ann, bob] = [await person(), await person()];
  const answer = await act(ann, 'mute', bob, { notifications: false, duration: 60 });
  assert.equal(answer['muting'], true);
  assert.equal(answer['muting_notifications'], false);
  assert.equal(answer['muting_expires_at'], new Date(clock + 60_000).toISOString());
  const muted = await server.json<{ mute_expires_at: string }[]>('GET', '/api/v1/mutes', {
    token: ann.token,
  });
  assert.equal(muted[0]!.mute_expires_at, new Date(clock + 60_000).toISOString());
  clock += 60_000;
  assert.deepEqual(await ids(ann, '/api/v1/mutes'), []);
  const rows = () => server.view.db.prepare('SELECT 1 FROM mute WHERE account_id = ?').all(ann.id).length;
  assert.equal(rows(), 1);
  await jobs.periodic[0]!.run({
    house: server.house,
    folder: {} as never,
    ownAddress: async () => undefined,
  });
  assert.equal(rows(), 0);
});

test('a mute made anew outlives the end of the one before', async () => {
  const [ann, bob] = [await person(), await person()];
  await act(ann, 'mute', bob, { duration: 10 });
  await act(ann, 'mute', bob, { duration: 0 });
  clock += 10_000;
  await jobs.periodic[0]!.run({
    house: server.house,
    folder: {} as never,
    ownAddress: async () => undefined,
  });
  assert.deepEqual(await ids(ann, '/api/v1/mutes'), [bob.id]);
  assert.equal((await act(ann, 'unmute', bob))['muting'], false);
});

test('blocked servers are kept in one spelling', async () => {
  const ann = await person();
  const ask = (method: string, domain: string, status = 200) =>
    server.json(method, '/api/v1/domain_blocks', { token: ann.token, json: { domain } }, status);
  const list = () => server.json<string[]>('GET', '/api/v1/domain_blocks', { token: ann.token });
  await ask('POST', 'Spam.Example');
  await ask('POST', 'https://bücher.example/about');
  await ask('POST', 'spam.example');
  assert.deepEqual(await list(), ['xn--bcher-kva.example', 'spam.example']);
  await ask('DELETE', 'SPAM.example');
  assert.deepEqual(await list(), ['xn--bcher-kva.example']);
  await server.json('DELETE', '/api/v1/domain_blocks?domain=xn--bcher-kva.example', { token: ann.token });
  assert.deepEqual(await list(), []);
  for (const wrong of ['', 'a b', 'rooftop.test', 'x'.repeat(254)]) await ask('POST', wrong, 422);
});
