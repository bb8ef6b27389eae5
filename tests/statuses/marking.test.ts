import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PINS_MOST } from '#rooms/statuses/rules/pin.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type Answer, microblog } from '../support/microblog.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

const ids = (statuses: readonly { readonly id: string }[]) => statuses.map((status) => status.id);

test('favouriting counts once and can be taken back once', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hello');
  for (let i = 0; i < 2; i++) {
    const answer = await blog.mark(bob, 'favourite', id);
    assert.deepEqual([answer.favourited, answer.favourites_count], [true, 1]);
  }
  assert.equal((await blog.get(ann, `/api/v1/statuses/${id}`)).favourited, false);
  for (let i = 0; i < 2; i++) {
    const answer = await blog.mark(bob, 'unfavourite', id);
    assert.deepEqual([answer.favourited, answer.favourites_count], [false, 0]);
  }
});

test('a bookmark shows to its owner alone and counts nowhere', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hello');
  assert.equal((await blog.mark(bob, 'bookmark', id)).bookmarked, true);
  assert.equal((await blog.get(ann, `/api/v1/statuses/${id}`)).bookmarked, false);
  assert.equal((await blog.mark(bob, 'unbookmark', id)).bookmarked, false);
});

test('who favourited or boosted is told to nobody; one’s own row is', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hello');
  for (const who of [bob, cleo]) {
    await blog.mark(who, 'favourite', id);
    await blog.mark(who, 'reblog', id);
  }
  for (const list of ['favourited_by', 'reblogged_by']) {
    const read = (who?: Person) => blog.get<{ id: string }[]>(who, `/api/v1/statuses/${id}/${list}`);
    assert.deepEqual(ids(await read(bob)), [String(bob.id)]);
    assert.deepEqual(await read(ann), []);
    assert.deepEqual(await read(), []);
  }
});

test('what the gate keeps back cannot be marked', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hidden', { visibility: 'private' });
  for (const deed of [
    'favourite',
    'unfavourite',
    'bookmark',
    'unbookmark',
    'reblog',
    'unreblog',
    'pin',
    'mute',
  ])
    await blog.mark(bob, deed, id, {}, 404);
  assert.equal((await blog.get(ann, `/api/v1/statuses/${id}`)).favourites_count, 0);
});

test('marking a boost marks what it boosts', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hello');
  const boost = await blog.mark(bob, 'reblog', id);
  const answer = await blog.mark(bob, 'favourite', boost.id);
  assert.deepEqual([answer.id, answer.favourited], [id, true]);
});

test('favourites and bookmarks are paged by when they were marked, with sealed cursors', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const posts: string[] = [];
  for (let i = 0; i < 5; i++) posts.push((await blog.post(ann, `post ${i}`)).id);
  const order = [3, 0, 4, 1, 2].map((i) => posts[i]!);
  for (const [deed, path] of [
    ['favourite', '/api/v1/favourites'],
    ['bookmark', '/api/v1/bookmarks'],
  ] as const) {
    for (const id of order) await blog.mark(bob, deed, id);
    const found: string[] = [];
    let next: string | undefined = `${path}?limit=2`;
    while (next) {
      const response: Response = await server.request('GET', next, { token: bob.token });
      found.push(...ids((await response.json()) as Answer[]));
      const link: string | undefined = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      if (link) assert.ok(!link.includes(order.at(-1)!), 'the cursor shows no id');
      next = link?.replace('http://rooftop.test', '');
    }
    assert.deepEqual(found, order.toReversed());
  }
});

test('one pins one’s own posts, five at most', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id: first } = await blog.post(ann, 'first');
  for (let i = 0; i < 2; i++) assert.equal((await blog.mark(ann, 'pin', first)).pinned, true);
  await blog.mark(bob, 'pin', first, {}, 422);
  await blog.mark(ann, 'pin', (await blog.post(ann, 'few', { visibility: 'direct' })).id, {}, 422);
  await blog.mark(ann, 'pin', (await blog.mark(ann, 'reblog', first)).id, {}, 422);
  for (let i = 1; i < PINS_MOST; i++) await blog.mark(ann, 'pin', (await blog.post(ann, `${i}`)).id);
  const { id: sixth } = await blog.post(ann, 'sixth');
  await blog.mark(ann, 'pin', sixth, {}, 422);
  assert.equal((await blog.mark(ann, 'unpin', first)).pinned, false);
  assert.equal((await blog.mark(ann, 'pin', sixth)).pinned, true);
});

test('muting a conversation shows on all its posts, for the one who muted', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const top = await blog.post(ann, 'top');
  const answer = await blog.post(bob, 'answer', { in_reply_to_id: top.id });
  const muted = async (who: Person) =>
    Promise.all([top, answer].map(async ({ id }) => (await blog.get(who, `/api/v1/statuses/${id}`)).muted));
  assert.deepEqual(await muted(ann), [false, false]);
  assert.equal((await blog.mark(ann, 'mute', answer.id)).muted, true);
  assert.deepEqual(await muted(ann), [true, true]);
  assert.deepEqual(await muted(bob), [false, false]);
  await blog.mark(ann, 'unmute', top.id);
  assert.deepEqual(await muted(ann), [false, false]);
});

test('quotes of a status are none', async () => {
  const ann = await blog.person();
  const { id } = await blog.post(ann, 'hello');
  assert.deepEqual(await blog.get(ann, `/api/v1/statuses/${id}/quotes`), []);
});
