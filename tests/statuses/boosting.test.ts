import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { boostVisibility, DIRECT, FOLLOWERS, PUBLIC, UNLISTED } from '#rooms/statuses/rules/visibility.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

test('boosting answers with a status that wraps the boosted one, and the second time with the first', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hello');
  const boost = await blog.mark(bob, 'reblog', id);
  assert.notEqual(boost.id, id);
  assert.equal(boost.account.id, String(bob.id));
  assert.deepEqual([boost.reblog!.id, boost.reblog!.reblogged, boost.reblog!.reblogs_count], [id, true, 1]);
  assert.equal((await blog.mark(bob, 'reblog', id)).id, boost.id);
  assert.equal((await blog.mark(bob, 'reblog', boost.id)).id, boost.id);
  assert.equal((await blog.get(bob, `/api/v1/statuses/${boost.id}`)).account.statuses_count, 1);
});

test('a boost is taken back once, by status or by boost', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hello');
  const boost = await blog.mark(bob, 'reblog', id);
  for (let i = 0; i < 2; i++) {
    const answer = await blog.mark(bob, 'unreblog', id);
    assert.deepEqual([answer.id, answer.reblogged, answer.reblogs_count], [id, false, 0]);
  }
  await blog.get(bob, `/api/v1/statuses/${boost.id}`, 404);
  const again = await blog.mark(bob, 'reblog', id);
  assert.notEqual(again.id, boost.id);
  await blog.remove(bob, again.id);
  assert.equal((await blog.get(bob, `/api/v1/statuses/${id}`)).reblogged, false);
});

test('followers-only posts are boosted by their author alone, direct ones by nobody', async () => {
  const [ann, fan] = [await blog.person(), await blog.person()];
  await blog.act(fan, 'follow', ann);
  const { id } = await blog.post(ann, 'few', { visibility: 'private' });
  await blog.mark(fan, 'reblog', id, {}, 403);
  assert.equal((await blog.mark(ann, 'reblog', id, { visibility: 'public' })).visibility, 'private');
  const direct = await blog.post(ann, `@${fan.username} psst`, { visibility: 'direct' });
  await blog.mark(ann, 'reblog', direct.id, {}, 403);
  await blog.mark(fan, 'reblog', direct.id, {}, 403);
});

test('who cannot see the boosted status does not see the boost', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'hello');
  const boost = await blog.mark(bob, 'reblog', id);
  await blog.act(ann, 'block', cleo);
  await blog.get(cleo, `/api/v1/statuses/${boost.id}`, 404);
  await blog.mark(cleo, 'favourite', boost.id, {}, 404);
});

test('a boost is never wider than what it boosts and never direct', () => {
  assert.equal(boostVisibility(PUBLIC, PUBLIC), PUBLIC);
  assert.equal(boostVisibility(UNLISTED, PUBLIC), UNLISTED);
  assert.equal(boostVisibility(PUBLIC, UNLISTED), PUBLIC);
  assert.equal(boostVisibility(PUBLIC, FOLLOWERS), FOLLOWERS);
  assert.equal(boostVisibility(DIRECT, PUBLIC), FOLLOWERS);
});
