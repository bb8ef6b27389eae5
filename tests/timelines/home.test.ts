import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { readAll } from './reading.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

const people = (n: number): Promise<Person[]> => Promise.all(Array.from({ length: n }, () => blog.person()));
const home = (who: Person) => readAll(server, who, '/api/v1/timelines/home');

test('home is for people only', async () => {
  assert.equal((await server.request('GET', '/api/v1/timelines/home')).status, 401);
});

test('following brings earlier posts too, unfollowing takes them away', async () => {
  const [ann, bob] = await people(2);
  const early = await blog.post(bob!, 'early');
  assert.deepEqual(await home(ann!), []);
  await blog.act(ann!, 'follow', bob!);
  assert.deepEqual(await home(ann!), [early.id]);
  const late = await blog.post(bob!, 'late', { visibility: 'private' });
  assert.deepEqual(await home(ann!), [late.id, early.id]);
  await blog.act(ann!, 'unfollow', bob!);
  assert.deepEqual(await home(ann!), []);
});

test('direct posts are at home with those they are for', async () => {
  const [ann, bob, eve] = await people(3);
  for (const reader of [ann!, eve!]) await blog.act(reader, 'follow', bob!);
  const { id } = await blog.post(bob!, `@${ann!.username} psst`, { visibility: 'direct' });
  assert.deepEqual([await home(ann!), await home(bob!), await home(eve!)], [[id], [id], []]);
});

test('boosts come from people one follows, and not when they are hidden or their author is avoided', async () => {
  const [ann, bob, writer] = await people(3);
  await blog.act(ann!, 'follow', bob!);
  const boost = await blog.mark(bob!, 'reblog', (await blog.post(writer!, 'pass it on')).id);
  assert.deepEqual(await home(ann!), [boost.id]);
  await blog.act(ann!, 'follow', bob!, { reblogs: false });
  assert.deepEqual(await home(ann!), []);
  await blog.act(ann!, 'follow', bob!, { reblogs: true });
  assert.deepEqual(await home(ann!), [boost.id]);
  await blog.act(ann!, 'mute', writer!);
  assert.deepEqual(await home(ann!), []);
  await blog.act(ann!, 'unmute', writer!);
  await blog.act(writer!, 'block', ann!);
  assert.deepEqual(await home(ann!), []);
});

test('of a post and its boosts on one page the first to come stays', async () => {
  const [ann, bob, eve, writer] = await people(4);
  for (const followed of [bob!, eve!]) await blog.act(ann!, 'follow', followed);
  const post = await blog.post(writer!, 'thrice');
  const first = await blog.mark(bob!, 'reblog', post.id);
  await blog.mark(eve!, 'reblog', post.id);
  assert.deepEqual(await home(ann!), [first.id]);
  await blog.act(ann!, 'follow', writer!);
  assert.deepEqual(await home(ann!), [post.id]);
});

test('posts that talk to somebody the reader blocked or muted stay away', async () => {
  const [ann, bob, troll] = await people(3);
  await blog.act(ann!, 'follow', bob!);
  const { id } = await blog.post(bob!, `@${troll!.username} go away`);
  assert.deepEqual(await home(ann!), [id]);
  await blog.act(ann!, 'mute', troll!);
  assert.deepEqual(await home(ann!), []);
});

test('a mute that has ended hides nothing', async () => {
  let now = Date.now();
  const later = await openTestHouse({ now: () => now });
  try {
    const own = microblog(later);
    const [ann, bob] = [await own.person(), await own.person()];
    await own.act(ann, 'follow', bob);
    const { id } = await own.post(bob, 'hello');
    await own.act(ann, 'mute', bob, { duration: 60 });
    assert.deepEqual(await readAll(later, ann, '/api/v1/timelines/home'), []);
    now += 61_000;
    assert.deepEqual(await readAll(later, ann, '/api/v1/timelines/home'), [id]);
  } finally {
    await later.close();
  }
});

test('what is said to oneself alone has a timeline of its own', async () => {
  const [ann, bob] = await people(2);
  const { id: sent } = await blog.post(ann!, `@${bob!.username} one`, { visibility: 'direct' });
  const { id: got } = await blog.post(bob!, `@${ann!.username} two`, { visibility: 'direct' });
  await blog.post(bob!, `@${ann!.username} three`, { visibility: 'private' });
  assert.deepEqual(await readAll(server, ann!, '/api/v1/timelines/direct?limit=1'), [got, sent]);
});
