import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

type Told = { readonly id: string; readonly type: string };

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let ann: Person;
let bob: Person;
let cleo: Person;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
  [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  for (const who of [bob, cleo]) {
    await blog.act(who, 'follow', ann);
    const { id } = await blog.post(ann, 'post');
    await blog.mark(who, 'favourite', id);
    await blog.post(who, `@${ann.username} hi`);
  }
});
after(() => server.close());

const told = (query = '') => blog.get<Told[]>(ann, `/api/v1/notifications${query}`);
const types = async (query: string) => (await told(query)).map((one) => one.type);
const clear = (path: string, method = 'POST', json: object = {}) =>
  server.json(method, path, { token: ann.token, json });

test('pages go both ways and meet', async () => {
  const all = (await told()).map((one) => one.id);
  assert.equal(all.length, 6);
  assert.deepEqual(all, all.toSorted().reverse());
  const read = async (path: string) => {
    const response = await server.request('GET', path, { token: ann.token });
    const link = response.headers.get('link') ?? '';
    const found = (rel: string) =>
      new RegExp(`<http://rooftop.test([^>]+)>; rel="${rel}"`).exec(link)?.[1] ?? '';
    return {
      ids: ((await response.json()) as Told[]).map((one) => one.id),
      next: found('next'),
      prev: found('prev'),
    };
  };
  const first = await read('/api/v1/notifications?limit=2');
  const second = await read(first.next);
  assert.deepEqual([...first.ids, ...second.ids], all.slice(0, 4));
  assert.deepEqual((await read(second.prev)).ids, first.ids);
  assert.deepEqual(
    (await told(`?since_id=${all[2]}`)).map((one) => one.id),
    all.slice(0, 2),
  );
});

test('kinds and senders can be chosen and left out', async () => {
  assert.deepEqual(await types('?types[]=mention'), ['mention', 'mention']);
  assert.deepEqual(await types('?types[]=mention&types[]=follow'), [
    'mention',
    'follow',
    'mention',
    'follow',
  ]);
  assert.deepEqual(await types('?exclude_types[]=mention&exclude_types[]=follow'), [
    'favourite',
    'favourite',
  ]);
  assert.deepEqual(await types('?types[]=admin.report'), []);
  assert.deepEqual(await types(`?account_id=${bob.id}`), ['mention', 'favourite', 'follow']);
  assert.deepEqual(await types(`?account_id=${bob.id}&types[]=follow`), ['follow']);
  assert.deepEqual(await types('?types[]=mention&types[]=follow&limit=3'), ['mention', 'follow', 'mention']);
});

test('nobody reads or dismisses what another was told', async () => {
  const [one] = await told();
  await blog.get(bob, `/api/v1/notifications/${one!.id}`, 404);
  await server.json('POST', `/api/v1/notifications/${one!.id}/dismiss`, { token: bob.token });
  assert.equal((await blog.get<Told>(ann, `/api/v1/notifications/${one!.id}`)).id, one!.id);
});

test('unread are those above the marker, counted up to a bound', async () => {
  const count = async (query = '') =>
    (await blog.get<{ count: number }>(ann, `/api/v1/notifications/unread_count${query}`)).count;
  assert.equal(await count(), 6);
  assert.equal(await count('?limit=4'), 4);
  assert.equal(await count('?types[]=mention'), 2);
  const all = await told();
  const moved = await server.json<Record<string, { last_read_id: string; version: number }>>(
    'POST',
    '/api/v1/markers',
    { token: ann.token, json: { notifications: { last_read_id: all[2]!.id } } },
  );
  assert.deepEqual([moved['notifications']!.last_read_id, moved['notifications']!.version], [all[2]!.id, 1]);
  assert.equal(await count(), 2);
});

test('markers come for the timelines asked for, in all three encodings', async () => {
  const save = (form: Record<string, string>) =>
    server.json('POST', '/api/v1/markers', { token: bob.token, form });
  await save({ 'home[last_read_id]': '103' });
  await save({ 'home[last_read_id]': '104', 'notifications[last_read_id]': '7' });
  const read = (query: string) =>
    blog.get<Record<string, { last_read_id: string; version: number }>>(bob, `/api/v1/markers?${query}`);
  const both = await read('timeline[]=home&timeline[]=notifications');
  assert.deepEqual([both['home']!.last_read_id, both['home']!.version], ['104', 2]);
  assert.deepEqual(Object.keys(await read('timeline=notifications')), ['notifications']);
  assert.deepEqual(await read(''), {});
  assert.equal(
    (
      await server.request('POST', '/api/v1/markers', {
        token: bob.token,
        json: { home: { last_read_id: 'x' } },
      })
    ).status,
    422,
  );
});

test('notifications are dismissed singly, several at once, and all together', async () => {
  const all = (await told()).map((one) => one.id);
  for (let i = 0; i < 2; i++) await clear(`/api/v1/notifications/${all[0]}/dismiss`);
  await clear('/api/v1/notifications/destroy_multiple', 'DELETE', { ids: [all[1], all[2]] });
  await clear(`/api/v1/notifications/${all[3]}`, 'DELETE');
  assert.deepEqual(
    (await told()).map((one) => one.id),
    all.slice(4),
  );
  await clear('/api/v1/notifications/clear');
  assert.deepEqual(await told(), []);
  await blog.act(bob, 'unfollow', ann);
  await blog.act(bob, 'follow', ann);
  assert.deepEqual(await types(''), ['follow']);
});

test('clearing hides everything at once and removes it bit by bit', async () => {
  const dora = await blog.person();
  for (let i = 0; i < 45; i++) await blog.post(bob, `@${dora.username} ${i}`);
  await server.json('POST', '/api/v1/notifications/clear', { token: dora.token });
  assert.deepEqual(await blog.get<Told[]>(dora, '/api/v1/notifications'), []);
  const count = (path: string) => blog.get<{ count: number }>(dora, path);
  assert.deepEqual(await count('/api/v1/notifications/unread_count'), { count: 0 });
  const rows = () => blog.rows('SELECT id FROM notification WHERE account_id = ?', dora.id).length;
  assert.ok(rows() > 0);
  await blog.settle();
  assert.equal(rows(), 0);
});

test('policy and requests say that nothing is held back', async () => {
  const policy = await blog.get<Record<string, unknown>>(ann, '/api/v2/notifications/policy');
  assert.equal(policy['for_not_following'], 'accept');
  const put = await server.json<Record<string, unknown>>('PUT', '/api/v2/notifications/policy', {
    token: ann.token,
    json: { for_not_following: 'drop' },
  });
  assert.deepEqual(put, policy);
  assert.equal(
    (await blog.get<Record<string, unknown>>(ann, '/api/v1/notifications/policy'))['filter_new_accounts'],
    false,
  );
  assert.deepEqual(await blog.get(ann, '/api/v1/notifications/requests'), []);
  assert.deepEqual(await blog.get(ann, '/api/v1/notifications/requests/merged'), { merged: true });
  await blog.get(ann, '/api/v1/notifications/requests/12', 404);
  assert.deepEqual(await clear('/api/v1/notifications/requests/accept', 'POST', { id: ['1'] }), {});
});
