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

const PUBLIC = '/api/v1/timelines/public';

async function shows(id: string, who?: Person, path = PUBLIC): Promise<boolean> {
  return (await readAll(server, who, path)).includes(id);
}

test('public posts are there for strangers, and nothing else is', async () => {
  const { id } = await blog.post(ann, 'to all');
  assert.equal(await shows(id), true);
  for (const visibility of ['unlisted', 'private', 'direct'])
    assert.equal(
      await shows((await blog.post(ann, 'not to all', { visibility })).id, ann),
      false,
      visibility,
    );
});

test('replies to others and boosts are not there, threads are', async () => {
  const { id } = await blog.post(ann, 'first');
  const thread = await blog.post(ann, 'second', { in_reply_to_id: id });
  const reply = await blog.post(bob, 'answer', { in_reply_to_id: id });
  const boost = await blog.mark(bob, 'reblog', id);
  assert.deepEqual(await Promise.all([thread.id, reply.id, boost.id].map((x) => shows(x))), [
    true,
    false,
    false,
  ]);
  await blog.remove(ann, id);
  assert.equal(await shows(reply.id), false, 'a reply stays one when what it answered is gone');
});

test('local and remote divide the timeline', async () => {
  const { id } = await blog.post(ann, 'from here');
  assert.equal(await shows(id, undefined, `${PUBLIC}?local=true`), true);
  assert.equal(await shows(id, undefined, `${PUBLIC}?remote=1`), false);
});

test('a deleted post leaves at once, an edited one stays', async () => {
  const { id } = await blog.post(ann, 'soon gone');
  assert.equal(await shows(id), true);
  await server.json('PUT', `/api/v1/statuses/${id}`, { token: ann.token, json: { status: 'changed' } });
  assert.equal(await shows(id), true);
  await blog.remove(ann, id);
  assert.equal(await shows(id), false);
});

test('muted and blocked people stay away from whoever avoids them, and from nobody else', async () => {
  const [reader, muted, blocked, blocker] = await Promise.all([1, 2, 3, 4].map(() => blog.person()));
  const posts = await Promise.all([muted!, blocked!, blocker!].map((who) => blog.post(who, 'hello')));
  await blog.act(reader!, 'mute', muted!);
  await blog.act(reader!, 'block', blocked!);
  await blog.act(blocker!, 'block', reader!);
  for (const { id } of posts) {
    assert.equal(await shows(id, reader!), false);
    assert.equal(await shows(id, ann), true);
  }
  await blog.act(reader!, 'unmute', muted!);
  assert.equal(await shows(posts[0]!.id, reader!), true);
});

test('a page of hidden posts is skipped over to those behind it', async () => {
  const [reader, loud, quiet] = await Promise.all([1, 2, 3].map(() => blog.person()));
  const { id } = await blog.post(quiet!, 'behind');
  for (let n = 0; n < 60; n++) await blog.post(loud!, `noise ${n}`);
  await blog.act(reader!, 'mute', loud!);
  const first = await blog.get<{ id: string }[]>(reader!, `${PUBLIC}?limit=2`);
  assert.equal(first[0]!.id, id);
});

test('a posting with a link preview of nothing: the link timeline is there and empty', async () => {
  assert.deepEqual(await blog.get(undefined, '/api/v1/timelines/link?url=https://example.org/'), []);
});
