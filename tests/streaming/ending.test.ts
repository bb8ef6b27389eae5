import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import type { House } from '#machinery/house.ts';
import { openEventStream } from '#machinery/streaming/event-stream.ts';
import { WAITING_MOST } from '#machinery/streaming/outlet.ts';
import { changeUser } from '#rooms/accounts/change-user.ts';
import { endTokens } from '#rooms/oauth/revoke-token.ts';
import { post } from '#rooms/statuses/post-status.ts';
import { CONNECTIONS_OF_ONE_MOST } from '#rooms/streaming/connections.ts';
import { hubOf, SUBSCRIPTIONS_MOST } from '#rooms/streaming/hub.ts';
import { openReader } from '#view/reader.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';
import { idIn, openEvents, openSocket } from './listening.ts';

async function withHouse(work: (server: TestHouse, served: ServedHouse) => Promise<void>): Promise<void> {
  const server = await openTestHouse();
  const served = await serveTestHouse(server);
  try {
    await work(server, served);
    assert.deepEqual(server.faults, []);
  } finally {
    await served.close();
    await server.close();
  }
}

async function postTo(house: House, accountId: number): Promise<string> {
  const draft = {
    text: 'hello',
    spoiler: '',
    visibility: 0,
    sensitive: false,
    language: undefined,
    replyToId: undefined,
    mediaIds: [],
  };
  return String((await post(house, accountId, draft)).id);
}

const WAYS = {
  'its token is revoked': (server: TestHouse, accountId: number) =>
    endTokens(server.house, accountId, { allBut: null }),
  'its account is closed': (server: TestHouse, accountId: number) =>
    changeUser(server.house, accountId, 'disable'),
};
for (const [why, end] of Object.entries(WAYS))
  test(`a stream ends within a second when ${why}; others stay`, () =>
    withHouse(async (server, served) => {
      const blog = microblog(server);
      const [ann, bob] = [await blog.person(), await blog.person()];
      const socket = await openSocket(served, { protocol: ann.token });
      for (const stream of ['public', 'user']) await socket.subscribe(stream);
      const other = await openSocket(served, { protocol: bob.token });
      await other.subscribe('public');
      const events = await openEvents(server, 'user', { token: ann.token });
      const since = performance.now();
      await end(server, ann.id);
      assert.equal(await socket.closed, 1008);
      await events.ended;
      assert.ok(performance.now() - since < 1_000);
      await blog.post(bob, 'still here');
      await other.until((all) => all.length > 0);
      await assert.rejects(openSocket(served, { protocol: ann.token }), /40[13]/);
      other.socket.close();
    }));

test('streams end when the process leaves, so that clients come back to another', () =>
  withHouse(async (server) => {
    const served = await serveTestHouse(server);
    const socket = await openSocket(served);
    await socket.subscribe('public');
    const closing = served.close();
    assert.equal(await socket.closed, 1012);
    await closing;
  }));

test('events are found without a message from the writer', () =>
  withHouse(async (server, served) => {
    const blog = microblog(server);
    const ann = await blog.person();
    const socket = await openSocket(served);
    await socket.subscribe('public');
    const { house } = server;
    const asleep = { ...house, view: () => ({ ...house.view(), takeEvents() {} }) };
    await postTo(asleep, ann.id);
    await socket.until((all) => all.length > 0);
    socket.socket.close();
  }));

test('a stream goes on, without loss or repetition, when another view takes the place of the one that is read', async () => {
  const server = await openTestHouse();
  const views = [server.view, openReader(server.view.db.path)];
  const house = { ...server.house, view: () => views[0]! };
  const served = await serveTestHouse({ ...server, house });
  try {
    const ann = await server.person('ann');
    const socket = await openSocket(served);
    await socket.subscribe('public');
    const behind = { ...house, view: () => views[1]! };
    const ids = [await postTo(house, ann.id)];
    await socket.until((all) => all.length > 0);
    for (let n = 0; n < 3; n++) ids.push(await postTo(behind, ann.id));
    views.shift();
    ids.push(await postTo(house, ann.id));
    assert.deepEqual((await socket.until((all) => all.length >= ids.length)).map(idIn), ids);
    ids.push(await postTo(house, ann.id));
    assert.deepEqual((await socket.until((all) => all.length >= ids.length)).map(idIn), ids);
    socket.socket.close();
  } finally {
    await served.close();
    views[0]!.close();
    await server.close();
  }
});

test('what was missed by a process ends its streams: whoever comes back starts from what is true', () =>
  withHouse(async (server, served) => {
    const blog = microblog(server);
    const ann = await blog.person();
    const socket = await openSocket(served);
    await socket.subscribe('public');
    server.writerDb.exec('UPDATE position SET pruned_seq = seq + 10');
    await blog.post(ann, 'into the gap');
    assert.equal(await socket.closed, 1012);
  }));

test('connections are counted down when they go, and one caller has at most so many', () =>
  withHouse(async (server) => {
    const { token } = await server.person('ann');
    const hub = hubOf(server.house);
    const open = async () => (await server.request('GET', '/api/v1/streaming/user', { token })) as Response;
    const answers = await Promise.all(Array.from({ length: CONNECTIONS_OF_ONE_MOST }, open));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(hub.size(), CONNECTIONS_OF_ONE_MOST);
    assert.equal((await open()).status, 429);
    await answers[0]!.body!.cancel();
    assert.equal((await open()).status, 200);
    hub.close();
    assert.equal(hub.size(), 0);
  }));

test('one connection listens to at most so many streams', () =>
  withHouse(async (_server, served) => {
    const socket = await openSocket(served);
    for (let n = 0; n < SUBSCRIPTIONS_MOST; n++)
      socket.say({ type: 'subscribe', stream: 'hashtag', tag: `t${n}` });
    socket.say({ type: 'subscribe', stream: 'hashtag', tag: 'one too many' });
    const heard = await socket.until((all) => all.length > 0);
    assert.deepEqual(
      heard.map(({ status }) => status),
      [429],
    );
    socket.say({ type: 'unsubscribe', stream: 'hashtag', tag: 't0' });
    await socket.subscribe('hashtag', { tag: 'room again' });
    assert.equal(socket.heard.length, 1);
    socket.socket.close();
  }));

test('a client that talks without end, or too much at once, is sent away', () =>
  withHouse(async (_server, served) => {
    const chatty = await openSocket(served);
    for (let n = 0; n < 250; n++) chatty.say({ type: 'unsubscribe', stream: 'public' });
    assert.equal(await chatty.closed, 1008);
    const loud = await openSocket(served);
    loud.socket.send('x'.repeat(20_000));
    assert.equal(await loud.closed, 1009);
  }));

test('an event stream that nobody reads is cut at its bound', () => {
  let closed = 0;
  const { outlet } = openEventStream(() => {
    closed++;
  });
  const bytes = Buffer.alloc(WAITING_MOST / 4);
  for (let n = 0; n < 3; n++) outlet.send(bytes);
  assert.equal(closed, 0);
  for (let n = 0; n < 3; n++) outlet.send(bytes);
  assert.equal(closed, 1);
});

test('a socket that does not read is cut, and holds up nobody', () =>
  withHouse(async (server, served) => {
    const blog = microblog(server);
    const ann = await blog.person();
    const slow = connect(Number(new URL(served.origin).port), '127.0.0.1');
    slow.write(
      'GET /api/v1/streaming?stream=public HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await new Promise((resolve) => slow.once('data', resolve));
    slow.pause();
    const quick = await openSocket(served);
    await quick.subscribe('public');
    const cut = new Promise((resolve) => slow.once('close', resolve));
    slow.on('error', () => {});
    const hub = hubOf(served.house);
    const text = 'ب'.repeat(4_900);
    let posts = 0;
    while (hub.size() > 1 && posts < 2_000) {
      await Promise.all(Array.from({ length: 20 }, () => blog.post(ann, text)));
      posts += 20;
      await quick.until((all) => all.length >= posts);
    }
    assert.equal(hub.size(), 1, 'the slow one is gone');
    slow.resume();
    await cut;
    quick.socket.close();
  }));
