import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { readAll } from './reading.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let ann: Person;
let bob: Person;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
  [ann, bob] = [await blog.person('ann'), await blog.person('bob')];
});
after(() => server.close());

const posts = (of: Person, who: Person | undefined, query = '') =>
  readAll(server, who, `/api/v1/accounts/${of.id}/statuses?${query}`);

test('an account shows each viewer what the gate lets them see', async () => {
  const writer = await blog.person();
  const all = [];
  for (const visibility of ['public', 'unlisted', 'private', 'direct'])
    all.unshift((await blog.post(writer, `@bob ${visibility}`, { visibility })).id);
  const [direct, , unlisted, open] = all;
  assert.deepEqual(await posts(writer, undefined), [unlisted, open]);
  assert.deepEqual(await posts(writer, ann), [unlisted, open]);
  assert.deepEqual(await posts(writer, bob), all, 'bob is mentioned in each');
  assert.deepEqual(await posts(writer, writer), all);
  await blog.act(ann, 'follow', writer);
  assert.deepEqual(
    await posts(writer, ann),
    all.filter((id) => id !== direct),
  );
  await blog.act(writer, 'block', ann);
  assert.deepEqual(await posts(writer, ann), []);
});

test('replies and boosts can be left out; threads of one’s own are no replies', async () => {
  const writer = await blog.person();
  const first = await blog.post(writer, 'first');
  const thread = await blog.post(writer, 'second', { in_reply_to_id: first.id });
  const other = await blog.post(bob, 'other');
  const reply = await blog.post(writer, 'answer', { in_reply_to_id: other.id });
  const boost = await blog.mark(writer, 'reblog', other.id);
  assert.deepEqual(await posts(writer, ann), [boost.id, reply.id, thread.id, first.id]);
  assert.deepEqual(await posts(writer, ann, 'exclude_replies=true'), [boost.id, thread.id, first.id]);
  assert.deepEqual(await posts(writer, ann, 'exclude_reblogs=1'), [reply.id, thread.id, first.id]);
  assert.deepEqual(await posts(writer, ann, 'exclude_replies=1&exclude_reblogs=1&limit=1'), [
    thread.id,
    first.id,
  ]);
});

test('one hashtag can be picked out', async () => {
  const writer = await blog.person();
  const { id } = await blog.post(writer, '#Stone');
  await blog.post(writer, '#wood');
  assert.deepEqual(await posts(writer, undefined, 'tagged=stone'), [id]);
  assert.deepEqual(await posts(writer, undefined, 'tagged=nobodyusedthis'), []);
});

test('pinned posts come alone, the newest pin first', async () => {
  const writer = await blog.person();
  const ids = [];
  for (let n = 0; n < 3; n++) ids.push((await blog.post(writer, `${n}`)).id);
  assert.deepEqual(await posts(writer, undefined, 'pinned=true'), []);
  for (const id of [ids[2]!, ids[0]!]) await blog.mark(writer, 'pin', id);
  assert.deepEqual(await posts(writer, undefined, 'pinned=true'), [ids[0], ids[2]]);
});

test('there is no account with such an id', async () => {
  for (const id of ['1', 'nonsense', '0'])
    assert.equal((await server.request('GET', `/api/v1/accounts/${id}/statuses`)).status, 404);
});

test('a page with nothing to show among very many says where to go on', async () => {
  const writer = await blog.person();
  const { id } = await blog.post(writer, 'the only one');
  const other = await blog.post(bob, 'other');
  const insert = server.writerDb.prepare(
    `INSERT INTO status (id, account_id, visibility, conversation_id, reply_to_account_id, created_at, received_at)
     VALUES (?, ?, 0, ?, ?, 0, 0)`,
  );
  for (let n = 1; n <= 2_500; n++) insert.run(Number(other.id) + n, writer.id, Number(other.id) + n, bob.id);
  const response = await server.request('GET', `/api/v1/accounts/${writer.id}/statuses?exclude_replies=1`);
  assert.deepEqual(await response.json(), []);
  assert.match(response.headers.get('link') ?? '', /rel="next"/);
  assert.deepEqual(await posts(writer, undefined, 'exclude_replies=1'), [id]);
});
