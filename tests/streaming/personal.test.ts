import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';
import { importedPost } from '../timelines/imported.ts';
import { idIn, openSocket, type Socket } from './listening.ts';

let server: TestHouse;
let served: ServedHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  served = await serveTestHouse(server);
  blog = microblog(server);
});
after(async () => {
  await served.close();
  assert.deepEqual(server.faults, []);
  await server.close();
});

const people = (n: number): Promise<Person[]> => Promise.all(Array.from({ length: n }, () => blog.person()));

async function listening(who: Person | undefined, stream: string, more: object = {}): Promise<Socket> {
  const listener = await openSocket(served, { protocol: who?.token });
  await listener.subscribe(stream, more);
  return listener;
}

/** What came up to a last post that everybody hears; without it. */
async function upTo(listener: Socket, mark: { readonly id: string }): Promise<(string | undefined)[]> {
  const isMark = (message: object) => JSON.stringify(message).includes(mark.id);
  const heard = await listener.until((all) => all.some(isMark));
  return heard
    .filter((message) => !isMark(message))
    .map(({ event, payload }) => (event === 'delete' ? `-${payload}` : idIn({ payload: payload! })));
}

test('the user stream carries what belongs at home, and nothing else', async () => {
  const [ann, bob, eve] = await people(3);
  await blog.act(ann!, 'follow', bob!);
  const listener = await listening(ann, 'user');
  const wanted = [(await blog.post(bob!, 'followed')).id];
  const strange = await blog.post(eve!, 'strange');
  wanted.push((await blog.mark(bob!, 'reblog', strange.id)).id);
  await blog.post(bob!, 'to a stranger', { in_reply_to_id: strange.id });
  await blog.post(bob!, `@${eve!.username} psst`, { visibility: 'direct' });
  wanted.push((await blog.post(bob!, 'for followers', { visibility: 'private' })).id);
  await blog.act(ann!, 'mute', bob!);
  await blog.post(bob!, 'muted');
  await blog.act(ann!, 'unmute', bob!);
  await blog.act(ann!, 'unfollow', bob!);
  await blog.post(bob!, 'unfollowed');
  assert.deepEqual(await upTo(listener, await blog.post(ann!, 'mark')), wanted);
  listener.socket.close();
});

test('a boost carries the listener’s own marks of what was boosted', async () => {
  const [ann, bob, eve] = await people(3);
  await blog.act(ann!, 'follow', bob!);
  const { id } = await blog.post(eve!, 'liked');
  await blog.mark(ann!, 'favourite', id);
  const listener = await listening(ann, 'user');
  await blog.mark(bob!, 'reblog', id);
  const [message] = await listener.until((all) => all.length > 0);
  const { favourited, reblog } = JSON.parse(message!.payload!) as {
    favourited: boolean;
    reblog: { favourited: boolean };
  };
  assert.deepEqual([favourited, reblog.favourited], [false, true]);
  listener.socket.close();
});

test('a deletion takes a post from everywhere it was', async () => {
  const [ann, bob] = await people(2);
  await blog.act(ann!, 'follow', bob!);
  const listener = await listening(ann, 'user');
  const shown = await blog.post(bob!, 'short-lived', { visibility: 'private' });
  await blog.remove(bob!, shown.id);
  assert.deepEqual(await upTo(listener, await blog.post(bob!, 'mark')), [shown.id, `-${shown.id}`]);
  listener.socket.close();
});

test('notifications come by the user stream and by their own', async () => {
  const [ann, bob] = await people(2);
  const listener = await listening(ann, 'user');
  await listener.subscribe('user:notification');
  await blog.act(bob!, 'follow', ann!);
  const heard = await listener.until((all) => all.length >= 2);
  assert.deepEqual(
    heard.map(({ stream, event }) => [stream, event]),
    [
      [['user'], 'notification'],
      [['user:notification'], 'notification'],
    ],
  );
  const { type, account } = JSON.parse(heard[0]!.payload!) as { type: string; account: { id: string } };
  assert.deepEqual([type, account.id], ['follow', String(bob!.id)]);
  listener.socket.close();
});

test('a list is heard by its owner alone, and follows its members', async () => {
  const [ann, bob, eve] = await people(3);
  for (const whom of [bob!, eve!]) await blog.act(ann!, 'follow', whom);
  const list = await server.json<{ id: string }>('POST', '/api/v1/lists', {
    token: ann!.token,
    json: { title: 'l' },
  });
  const members = (method: string, who: Person) =>
    server.json(method, `/api/v1/lists/${list.id}/accounts`, {
      token: ann!.token,
      json: { account_ids: [String(who.id)] },
    });
  await members('POST', bob!);
  const stranger = await openSocket(served, { protocol: eve!.token });
  stranger.say({ type: 'subscribe', stream: 'list', list: list.id });
  assert.equal((await stranger.until((all) => all.length > 0))[0]!.status, 404);
  const listener = await listening(ann, 'list', { list: list.id });
  const first = await blog.post(bob!, 'member');
  await blog.post(eve!, 'not yet');
  await members('POST', eve!);
  const second = await blog.post(eve!, 'now');
  await members('DELETE', bob!);
  await blog.post(bob!, 'no longer');
  assert.deepEqual(await upTo(listener, await blog.post(eve!, 'mark')), [first.id, second.id]);
  assert.deepEqual(listener.heard[0]!.stream, ['list', list.id]);
  for (const { socket } of [stranger, listener]) socket.close();
});

test('direct messages move conversations', async () => {
  const [ann, bob] = await people(2);
  const listener = await listening(ann, 'direct');
  const { id } = await blog.post(bob!, `@${ann!.username} psst`, { visibility: 'direct' });
  const [message] = await listener.until((all) => all.length > 0);
  assert.equal(message!.event, 'conversation');
  const { last_status, unread } = JSON.parse(message!.payload!) as {
    last_status: { id: string };
    unread: boolean;
  };
  assert.deepEqual([last_status.id, unread], [id, true]);
  listener.socket.close();
});

test('public streams leave out whom the listener avoids and who avoids the listener', async () => {
  const [reader, muted, blocked, blocker, friend] = await people(5);
  await blog.act(reader!, 'mute', muted!);
  await blog.act(reader!, 'block', blocked!);
  await blog.act(blocker!, 'block', reader!);
  const [own, strangers] = [await listening(reader, 'public'), await listening(undefined, 'public')];
  const ids = [];
  for (const who of [muted!, blocked!, blocker!]) ids.push((await blog.post(who, 'hello')).id);
  for (const visibility of ['unlisted', 'private', 'direct'])
    await blog.post(friend!, 'not to all', { visibility });
  await blog.mark(friend!, 'reblog', ids[0]!);
  await blog.post(friend!, 'reply', { in_reply_to_id: ids[0] });
  const mark = await blog.post(friend!, 'mark');
  assert.deepEqual([await upTo(own, mark), await upTo(strangers, mark)], [[], ids]);
  for (const { socket } of [own, strangers]) socket.close();
});

test('what was imported is not streamed', async () => {
  const [ann, bob] = await people(2);
  await blog.act(ann!, 'follow', bob!);
  const listener = await listening(ann, 'user');
  await listener.subscribe('hashtag', { tag: 'june' });
  await importedPost(server, bob!, '#june', 'june', Date.UTC(2009, 5, 16));
  assert.deepEqual(await upTo(listener, await blog.post(bob!, 'mark')), []);
  listener.socket.close();
});

test('a hashtag that is followed brings posts home', async () => {
  const [ann, bob] = await people(2);
  await server.json('POST', '/api/v1/tags/granite/follow', { token: ann!.token });
  const listener = await listening(ann, 'user');
  const { id } = await blog.post(bob!, '#Granite');
  assert.deepEqual(await upTo(listener, await blog.post(ann!, 'mark')), [id]);
  listener.socket.close();
});
