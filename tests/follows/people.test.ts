import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

let server: TestHouse;
let owner: Person;
let fans: Person[];
before(async () => {
  server = await openTestHouse();
  owner = await server.person('owner');
  fans = [];
  for (let i = 0; i < 5; i++) {
    const fan = await server.person(`fan${i}`);
    await server.json('POST', `/api/v1/accounts/${owner.id}/follow`, { token: fan.token });
    fans.push(fan);
  }
});
after(() => server.close());

const open = (who: Person, hide_collections: boolean) =>
  server.json('PATCH', '/api/v1/accounts/update_credentials', {
    token: who.token,
    json: { hide_collections },
  });
const read = async (path: string, who?: Person) => {
  const local = path.replace('http://rooftop.test', '');
  const response = await server.request('GET', local, { token: who?.token });
  const answer = (await response.json()) as { id: string }[];
  const accounts = response.ok ? answer : [];
  const link = response.headers.get('link') ?? '';
  const found = (rel: string) => new RegExp(`<([^>]+)>; rel="${rel}"`).exec(link)?.[1];
  return {
    ids: accounts.map((account) => Number(account.id)),
    next: found('next'),
    prev: found('prev'),
    status: response.status,
  };
};
const newestFirst = () => fans.map((fan) => fan.id).reverse();

test('who follows an account is hidden unless its owner looks or has opened the list', async () => {
  const path = `/api/v1/accounts/${owner.id}/followers`;
  await open(owner, true);
  assert.deepEqual((await read(path)).ids, []);
  assert.deepEqual((await read(path, fans[0])).ids, []);
  assert.deepEqual((await read(path, owner)).ids, newestFirst());
  await open(owner, false);
  assert.deepEqual((await read(path)).ids, newestFirst());
  assert.deepEqual((await read(`/api/v1/accounts/${fans[0]!.id}/following`)).ids, []);
  assert.equal((await read('/api/v1/accounts/1/followers')).status, 404);
});

test('pages go both ways by sealed cursors that hold no position to be read', async () => {
  await open(owner, false);
  const first = await read(`/api/v1/accounts/${owner.id}/followers?limit=2`);
  const second = await read(first.next!);
  const third = await read(second.next!);
  assert.deepEqual([...first.ids, ...second.ids, ...third.ids], newestFirst());
  assert.equal(third.next, undefined);
  assert.deepEqual((await read(third.prev!)).ids, second.ids);
  assert.match(new URL(first.next!).searchParams.get('max_id')!, /^[\w-]{40,}$/);
});

test('a cursor is good for its own list only', async () => {
  await open(owner, false);
  const first = await read(`/api/v1/accounts/${owner.id}/followers?limit=2`);
  const cursor = new URL(first.next!).searchParams.get('max_id');
  assert.equal((await read(`/api/v1/accounts/${owner.id}/following?max_id=${cursor}`)).status, 422);
  assert.equal((await read(`/api/v1/accounts/${owner.id}/followers?max_id=7`)).status, 422);
});

test('familiar followers are told only where both show their lists', async () => {
  const viewer = await server.person('viewer');
  const path = `/api/v1/accounts/familiar_followers?id[]=${owner.id}`;
  const familiar = async () =>
    (
      await server.json<{ id: string; accounts: { id: string }[] }[]>('GET', path, { token: viewer.token })
    )[0]!;
  for (const fan of fans.slice(0, 2))
    await server.json('POST', `/api/v1/accounts/${fan.id}/follow`, { token: viewer.token });
  await open(owner, false);
  assert.deepEqual(await familiar(), { id: String(owner.id), accounts: [] });
  await open(fans[1]!, false);
  assert.deepEqual(
    (await familiar()).accounts.map((account) => Number(account.id)),
    [fans[1]!.id],
  );
  await open(owner, true);
  assert.deepEqual((await familiar()).accounts, []);
});

test('those whom the viewer blocked or who blocked the viewer are left out of open lists', async () => {
  await open(owner, false);
  const viewer = await server.person('viewer2');
  await server.json('POST', `/api/v1/accounts/${fans[3]!.id}/block`, { token: viewer.token });
  await server.json('POST', `/api/v1/accounts/${viewer.id}/block`, { token: fans[1]!.token });
  const seen = await read(`/api/v1/accounts/${owner.id}/followers`, viewer);
  assert.deepEqual(
    seen.ids,
    [4, 2, 0].map((i) => fans[i]!.id),
  );
  await server.json('POST', `/api/v1/accounts/${viewer.id}/block`, { token: owner.token });
  assert.deepEqual((await read(`/api/v1/accounts/${owner.id}/followers`, viewer)).ids, []);
});
