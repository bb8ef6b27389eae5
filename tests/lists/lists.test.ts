import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  checkLists,
  checkMember,
  checkTitle,
  LISTS_MOST,
  MEMBERS_MOST,
  TITLE_MOST,
} from '#rooms/lists/rules/list.ts';
import { Refusal } from '#values/refusal.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

type List = {
  readonly id: string;
  readonly title: string;
  readonly replies_policy: string;
  readonly exclusive: boolean;
};

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

const make = (who: Person, json: object) =>
  server.json<List>('POST', '/api/v1/lists', { token: who.token, json });
const members = async (who: Person, list: List, query = '') =>
  (await blog.get<{ id: string }[]>(who, `/api/v1/lists/${list.id}/accounts${query}`)).map((one) =>
    Number(one.id),
  );
const change = (method: string, who: Person, list: List, ids: readonly number[], status = 200) =>
  server.json(
    method,
    `/api/v1/lists/${list.id}/accounts`,
    { token: who.token, json: { account_ids: ids.map(String) } },
    status,
  );

test('a list is made, shown, changed and deleted by its owner alone', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const made = await make(ann, { title: 'news' });
  assert.deepEqual(made, { id: made.id, title: 'news', replies_policy: 'list', exclusive: false });
  const path = `/api/v1/lists/${made.id}`;
  const changed = await server.json<List>('PUT', path, {
    token: ann.token,
    json: { replies_policy: 'none', exclusive: true },
  });
  assert.deepEqual(changed, { ...made, replies_policy: 'none', exclusive: true });
  assert.deepEqual(await blog.get(ann, '/api/v1/lists'), [changed]);
  assert.deepEqual(await blog.get(bob, '/api/v1/lists'), []);
  await blog.get(bob, path, 404);
  for (const [method, json] of [
    ['PUT', { title: 'x' }],
    ['DELETE', undefined],
  ] as const)
    await server.json(method, path, { token: bob.token, json }, 404);
  assert.deepEqual(await server.json('DELETE', path, { token: ann.token }), {});
  await blog.get(ann, path, 404);
});

test('members are put on and taken off by body or query, repeats change nothing', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const list = await make(ann, { title: 'friends' });
  for (const who of [bob, cleo]) await blog.act(ann, 'follow', who);
  await change('POST', ann, list, [bob.id]);
  await change('POST', ann, list, [bob.id, cleo.id, ann.id]);
  assert.deepEqual((await members(ann, list)).sort(), [ann.id, bob.id, cleo.id].sort());
  const holding = (who: Person) => blog.get<List[]>(ann, `/api/v1/accounts/${who.id}/lists`);
  assert.deepEqual(await holding(bob), [list]);
  assert.deepEqual(await blog.get(bob, `/api/v1/accounts/${bob.id}/lists`), []);
  for (let i = 0; i < 2; i++) await change('DELETE', ann, list, [bob.id]);
  await server.json('DELETE', `/api/v1/lists/${list.id}/accounts?account_ids[]=${ann.id}`, {
    token: ann.token,
  });
  assert.deepEqual(await members(ann, list), [cleo.id]);
  assert.deepEqual(await holding(bob), []);
});

test('a list holds only those whom its owner follows, and all of a request or nothing', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const list = await make(ann, { title: 'x' });
  await blog.act(ann, 'follow', bob);
  await change('POST', ann, list, [bob.id, cleo.id], 404);
  assert.deepEqual(await members(ann, list), []);
  await change('POST', bob, list, [ann.id], 404);
  await change('DELETE', bob, list, [ann.id], 404);
  await blog.get(bob, `/api/v1/lists/${list.id}/accounts`, 404);
  await change('POST', ann, list, [bob.id]);
  await blog.act(ann, 'unfollow', bob);
  assert.deepEqual(await members(ann, list), []);
  await blog.act(ann, 'follow', bob);
  await change('POST', ann, list, [bob.id]);
  await blog.act(bob, 'block', ann);
  assert.deepEqual(await members(ann, list), []);
});

test('members are paged, those put on at once too, and limit=0 asks for all', async () => {
  const ann = await blog.person();
  const others = await Promise.all(Array.from({ length: 5 }, () => blog.person()));
  for (const who of others) await blog.act(ann, 'follow', who);
  const list = await make(ann, { title: 'x' });
  await change(
    'POST',
    ann,
    list,
    others.map((who) => who.id),
  );
  const found: number[] = [];
  let next: string | undefined = `/api/v1/lists/${list.id}/accounts?limit=2`;
  while (next) {
    const response: Response = await server.request('GET', next, { token: ann.token });
    found.push(...((await response.json()) as { id: string }[]).map((one) => Number(one.id)));
    next = /<http:\/\/rooftop.test([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  assert.deepEqual(found.toSorted(), others.map((who) => who.id).toSorted());
  assert.equal((await members(ann, list, '?limit=0')).length, 5);
});

test('a deleted list leaves no members behind', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  await blog.act(ann, 'follow', bob);
  const list = await make(ann, { title: 'x' });
  await change('POST', ann, list, [bob.id]);
  await server.json('DELETE', `/api/v1/lists/${list.id}`, { token: ann.token });
  assert.deepEqual(blog.rows('SELECT account_id FROM list_member WHERE list_id = ?', Number(list.id)), []);
  await server.json('DELETE', `/api/v1/lists/${list.id}`, { token: ann.token }, 404);
});

test('a list needs a title, and nobody has more than the bound', async () => {
  const ann = await blog.person();
  for (const json of [
    {},
    { title: '  ' },
    { title: 'x'.repeat(TITLE_MOST + 1) },
    { title: 'x', replies_policy: 'y' },
  ])
    await server.json('POST', '/api/v1/lists', { token: ann.token, json }, 422);
  for (let i = 0; i < LISTS_MOST; i++) await make(ann, { title: `list ${i}` });
  await server.json('POST', '/api/v1/lists', { token: ann.token, json: { title: 'one more' } }, 422);
});

test('the bounds of lists hold at the bound', () => {
  checkTitle('x'.repeat(TITLE_MOST));
  checkLists(LISTS_MOST - 1);
  assert.throws(() => checkLists(LISTS_MOST), Refusal);
  checkMember(true, MEMBERS_MOST - 1);
  assert.throws(() => checkMember(true, MEMBERS_MOST), Refusal);
  assert.throws(() => checkMember(false, 0), Refusal);
});
