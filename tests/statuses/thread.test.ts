import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { belongsInThread, type Reader } from '#rooms/statuses/rules/thread.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type Answer, microblog } from '../support/microblog.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

const context = async (who: Person | undefined, id: string) => {
  const found = await blog.get<{ ancestors: Answer[]; descendants: Answer[] }>(
    who,
    `/api/v1/statuses/${id}/context`,
  );
  const words = (statuses: Answer[]) => statuses.map((status) => status.content.replace(/<[^>]+>/g, ''));
  return { above: words(found.ancestors), below: words(found.descendants) };
};

test('a thread shows what is answered from the top, and answers each followed by theirs', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const ids: Record<string, string> = {};
  const say = async (who: Person, text: string, to?: string) => {
    ids[text] = (await blog.post(who, text, to ? { in_reply_to_id: ids[to] } : {})).id;
  };
  await say(ann, 'top');
  await say(bob, 'a', 'top');
  await say(ann, 'b', 'top');
  await say(ann, 'a1', 'a');
  await say(bob, 'b1', 'b');
  await say(bob, 'a2', 'a');
  await say(ann, 'a1x', 'a1');
  assert.deepEqual(await context(undefined, ids['top']!), {
    above: [],
    below: ['a', 'a1', 'a1x', 'a2', 'b', 'b1'],
  });
  assert.deepEqual(await context(ann, ids['a1']!), { above: ['top', 'a'], below: ['a1x'] });
  const boost = await blog.mark(bob, 'reblog', ids['a1']!);
  assert.deepEqual(await context(ann, boost.id), { above: ['top', 'a'], below: ['a1x'] });
});

test('a thread leaves out what the reader may not see or has muted', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const top = await blog.post(ann, 'top');
  await blog.post(bob, 'of bob', { in_reply_to_id: top.id });
  await blog.post(cleo, 'of cleo', { in_reply_to_id: top.id });
  await blog.post(cleo, 'for few', { in_reply_to_id: top.id, visibility: 'private' });
  assert.deepEqual((await context(ann, top.id)).below, ['of bob', 'of cleo']);
  await blog.act(ann, 'mute', bob);
  assert.deepEqual((await context(ann, top.id)).below, ['of cleo']);
  await blog.act(cleo, 'block', ann);
  assert.deepEqual((await context(ann, top.id)).below, []);
  assert.deepEqual((await context(undefined, top.id)).below, ['of bob', 'of cleo']);
});

test('very long and very wide threads are cut', async () => {
  const ann = await blog.person();
  const top = await blog.post(ann, 'top');
  let last = top.id;
  for (let i = 0; i < 410; i++) last = (await blog.post(ann, `n${i}`, { in_reply_to_id: last })).id;
  const down = await context(undefined, top.id);
  assert.equal(down.below.length, 400);
  assert.equal(down.below[0], 'n0');
  const up = await context(undefined, last);
  assert.equal(up.above.length, 200);
  assert.equal(up.above.at(-1), 'n408');
});

test('limited accounts show in threads to those who follow them and to themselves', () => {
  const reader = (more: Partial<Reader>): Reader => ({
    accountId: 1,
    mutes: () => false,
    follows: () => false,
    blocksDomain: () => false,
    ...more,
  });
  const limited = { authorId: 2, authorDomain: 'x.example', authorSilenced: true };
  assert.equal(belongsInThread(undefined, limited), false);
  assert.equal(belongsInThread(reader({}), limited), false);
  assert.equal(belongsInThread(reader({ follows: () => true }), limited), true);
  assert.equal(belongsInThread(reader({ accountId: 2 }), limited), true);
  const plain = { ...limited, authorSilenced: false };
  assert.equal(belongsInThread(reader({ blocksDomain: (domain) => domain === 'x.example' }), plain), false);
});
