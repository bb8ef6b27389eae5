import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type Answer, microblog } from '../support/microblog.ts';

type Told = {
  readonly id: string;
  readonly type: string;
  readonly group_key: string;
  readonly account: { readonly id: string };
  readonly status?: Answer;
};

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let clock = Date.UTC(2026, 0, 1);
before(async () => {
  server = await openTestHouse({ now: () => clock });
  blog = microblog(server);
});
after(() => server.close());

const told = (who: Person, query = '') => blog.get<Told[]>(who, `/api/v1/notifications${query}`);
/** What somebody was told, as `type of whom about what`. */
const said = async (who: Person) =>
  (await told(who)).map((one) => `${one.type} ${one.account.id} ${one.status?.id ?? '-'}`);
const locked = (who: Person, value: boolean) =>
  server.json('PATCH', '/api/v1/accounts/update_credentials', { token: who.token, json: { locked: value } });

test('people are told of mentions, boosts, favourites, follows and requests', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const mine = await blog.post(ann, 'mine');
  const mention = await blog.post(bob, `@${ann.username} hello`);
  await blog.mark(bob, 'favourite', mine.id);
  await blog.mark(bob, 'reblog', mine.id);
  await blog.act(bob, 'follow', ann);
  assert.deepEqual(await said(ann), [
    `follow ${bob.id} -`,
    `reblog ${bob.id} ${mine.id}`,
    `favourite ${bob.id} ${mine.id}`,
    `mention ${bob.id} ${mention.id}`,
  ]);
  assert.deepEqual(await said(bob), []);
  await locked(ann, true);
  const cleo = await blog.person();
  await blog.act(cleo, 'follow', ann);
  assert.equal((await said(ann))[0], `follow_request ${cleo.id} -`);
});

test('what is taken back is no longer told', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const mine = await blog.post(ann, 'mine');
  for (const [deed, undo] of [
    ['favourite', 'unfavourite'],
    ['reblog', 'unreblog'],
  ] as const) {
    await blog.mark(bob, deed, mine.id);
    assert.equal((await said(ann)).length, 1);
    await blog.mark(bob, undo, mine.id);
    assert.deepEqual(await said(ann), []);
  }
  await blog.act(bob, 'follow', ann);
  await blog.act(bob, 'unfollow', ann);
  assert.deepEqual(await said(ann), []);
  await locked(ann, true);
  await blog.act(bob, 'follow', ann);
  await server.json('POST', `/api/v1/follow_requests/${bob.id}/authorize`, { token: ann.token });
  assert.deepEqual(await said(ann), []);
});

test('a deleted status takes along what was told of it', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const mine = await blog.post(ann, `@${bob.username} mine`);
  await blog.mark(bob, 'favourite', mine.id);
  await blog.remove(ann, mine.id);
  assert.deepEqual(blog.rows('SELECT id FROM notification WHERE status_id = ?', Number(mine.id)), []);
});

test('nobody is told of what they did themselves, of the blocked or muted, or of a muted conversation', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const mine = await blog.post(ann, `@${ann.username} mine`);
  await blog.mark(ann, 'favourite', mine.id);
  assert.deepEqual(await said(ann), []);
  await blog.act(ann, 'mute', bob);
  await blog.mark(bob, 'favourite', mine.id);
  assert.deepEqual(await said(ann), []);
  await blog.act(ann, 'mute', bob, { notifications: false });
  await blog.mark(bob, 'reblog', mine.id);
  assert.equal((await said(ann)).length, 1);
  await blog.act(ann, 'unmute', bob);
  await blog.mark(ann, 'mute', mine.id);
  await blog.post(bob, `@${ann.username} again`, { in_reply_to_id: mine.id });
  assert.equal((await said(ann)).length, 1);
  await blog.act(ann, 'block', bob);
  assert.deepEqual(await said(ann), []);
  assert.deepEqual(blog.rows('SELECT id FROM notification WHERE account_id = ?', ann.id), []);
});

test('a mute that ran out keeps nothing back, also before its row is gone', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const mine = await blog.post(ann, 'mine');
  await blog.act(ann, 'mute', bob, { duration: 60 });
  clock += 60_000;
  await blog.mark(bob, 'favourite', mine.id);
  assert.equal((await said(ann)).length, 1);
});

test('followers who asked for it are told of each post but of no answers to others, each once', async () => {
  const [ann, fan, other] = [await blog.person(), await blog.person(), await blog.person()];
  await blog.act(fan, 'follow', ann, { notify: true });
  await blog.act(other, 'follow', ann);
  const post = await blog.post(ann, 'news', { visibility: 'private' });
  const own = await blog.post(ann, 'more', { in_reply_to_id: post.id });
  const mention = await blog.post(ann, `@${fan.username} you`);
  const theirs = await blog.post(other, 'theirs');
  await blog.post(ann, 'answer', { in_reply_to_id: theirs.id });
  await blog.mark(ann, 'reblog', theirs.id);
  assert.deepEqual(await said(fan), [
    `mention ${ann.id} ${mention.id}`,
    `status ${ann.id} ${own.id}`,
    `status ${ann.id} ${post.id}`,
  ]);
  assert.deepEqual(await said(other), [`reblog ${ann.id} ${theirs.id}`]);
});

test('a crowd that asked for it is told in turns, each person once', async () => {
  const ann = await blog.person();
  const crowd = await Promise.all(Array.from({ length: 190 }, () => blog.person()));
  await Promise.all(crowd.map((who) => blog.act(who, 'follow', ann, { notify: true })));
  const { id } = await blog.post(ann, 'news');
  const rows = () =>
    blog.rows<{ account_id: number }>('SELECT account_id FROM notification WHERE status_id = ?', Number(id));
  assert.ok(rows().length < 190);
  await blog.settle();
  assert.deepEqual(
    rows()
      .map((row) => row.account_id)
      .sort((a, b) => a - b),
    crowd.map((who) => who.id).sort((a, b) => a - b),
  );
});

test('those who boosted are told of an edit, the newly mentioned of their mention', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'one');
  await blog.mark(bob, 'reblog', id);
  const edit = (json: object) => server.json('PUT', `/api/v1/statuses/${id}`, { token: ann.token, json });
  await edit({ language: 'en' });
  assert.deepEqual(await said(bob), []);
  await edit({ status: `two @${cleo.username}` });
  await edit({ status: 'three' });
  await edit({ status: `four @${cleo.username}` });
  assert.equal((await said(bob)).filter((one) => one === `update ${ann.id} ${id}`).length, 3);
  assert.deepEqual(await said(cleo), [`mention ${ann.id} ${id}`]);
});

test('what the gate keeps back by now is not told any more', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  await blog.act(ann, 'follow', bob, { notify: true });
  await blog.post(bob, 'few', { visibility: 'private' });
  const [one] = await told(ann);
  assert.equal(one!.type, 'status');
  await blog.act(bob, 'remove_from_followers', ann);
  assert.deepEqual(await told(ann), []);
  await blog.get(ann, `/api/v1/notifications/${one!.id}`, 404);
});

test('each notification is said in an event of its own', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  await blog.act(bob, 'follow', ann);
  const [one] = await told(ann);
  const events = blog.rows<{ body: string }>("SELECT body FROM event WHERE kind = 'notification-made'");
  assert.ok(events.some(({ body }) => body === JSON.stringify({ id: Number(one!.id), accountId: ann.id })));
});
