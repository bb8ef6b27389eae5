import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';
import { idIn, openSocket } from './listening.ts';

let server: TestHouse;
let served: ServedHouse;
let blog: ReturnType<typeof microblog>;
let ann: Person;
before(async () => {
  server = await openTestHouse();
  served = await serveTestHouse(server);
  blog = microblog(server);
  ann = await blog.person('ann');
});
after(async () => {
  await served.close();
  assert.deepEqual(server.faults, []);
  await server.close();
});

test('the token may come as sub-protocol, which is echoed, in the address or in a header', async () => {
  const ways = [
    { protocol: ann.token },
    { query: `?access_token=${ann.token}` },
    { headers: { authorization: `Bearer ${ann.token}` } },
  ];
  for (const way of ways) {
    const listener = await openSocket(served, way);
    assert.equal(listener.socket.protocol, way.protocol ?? '');
    await listener.subscribe('user');
    const { id } = await blog.post(ann, 'hello');
    const [message] = await listener.until((heard) => heard.length > 0);
    assert.deepEqual([message!.stream, message!.event, idIn(message)], [['user'], 'update', id]);
    listener.socket.close();
  }
});

test('a token that is no good is refused before the socket opens', async () => {
  await assert.rejects(openSocket(served, { protocol: 'junk' }), /401/);
  await assert.rejects(openSocket(served, { query: '?access_token=junk' }), /401/);
});

test('there is one address for sockets', async () => {
  const elsewhere = { ...served, origin: `${served.origin}/elsewhere` };
  await assert.rejects(openSocket(elsewhere), /404/);
});

test('one socket takes many subscriptions; messages say by which they came; the payload is text', async () => {
  const listener = await openSocket(served, { protocol: ann.token });
  await listener.subscribe('public');
  await listener.subscribe('public:local');
  await listener.subscribe('public:remote');
  await listener.subscribe('hashtag', { tag: 'Stone' });
  await listener.subscribe('public');
  const { id } = await blog.post(ann, '#stone');
  const heard = await listener.until((all) => all.length >= 3);
  assert.deepEqual(heard.map(({ stream }) => stream).toSorted(), [
    ['hashtag', 'Stone'],
    ['public'],
    ['public:local'],
  ]);
  assert.deepEqual(heard.map(idIn), [id, id, id]);
  listener.say({ type: 'unsubscribe', stream: 'public' });
  await listener.subscribe('direct');
  listener.heard.length = 0;
  await blog.remove(ann, id);
  await listener.until((all) => all.length >= 2);
  assert.deepEqual(
    listener.heard.map(({ event, payload, stream }) => [event, payload, stream![0]]).toSorted(),
    [
      ['delete', id, 'hashtag'],
      ['delete', id, 'public:local'],
    ],
  );
  listener.socket.close();
});

test('an edit arrives as status.update', async () => {
  const listener = await openSocket(served);
  await listener.subscribe('public:local');
  const { id } = await blog.post(ann, 'before');
  await server.json('PUT', `/api/v1/statuses/${id}`, { token: ann.token, json: { status: 'after' } });
  const heard = await listener.until((all) => all.length >= 2);
  assert.deepEqual(
    heard.map(({ event }) => event),
    ['update', 'status.update'],
  );
  assert.match(heard[1]!.payload!, /after/);
  listener.socket.close();
});

test('what cannot be is said in a message, and the socket stays', async () => {
  const listener = await openSocket(served);
  const refusals: [object | string, number][] = [
    [{ type: 'subscribe', stream: 'nothing' }, 400],
    [{ type: 'subscribe', stream: 'hashtag' }, 400],
    [{ type: 'subscribe', stream: 'hashtag', tag: '' }, 400],
    [{ type: 'subscribe' }, 400],
    [{ type: 'dance', stream: 'public' }, 400],
    [{ type: 'subscribe', stream: 'user' }, 401],
    [{ type: 'subscribe', stream: 'list', list: '1' }, 401],
  ];
  for (const [message] of refusals) listener.say(message as object);
  listener.socket.send('no JSON');
  listener.socket.send('null');
  const heard = await listener.until((all) => all.length === refusals.length + 2);
  assert.deepEqual(
    heard.map(({ status }) => status),
    [...refusals.map(([, status]) => status), 400, 400],
  );
  assert.ok(heard.every(({ error }) => typeof error === 'string' && error !== ''));
  await listener.subscribe('public');
  listener.socket.close();
});

test('scopes decide what a token opens', async () => {
  const { issueToken } = await import('#rooms/oauth/index.ts');
  const token = await issueToken(server.house, {
    accountId: ann.id,
    appId: null,
    scopes: 'read:notifications',
    kind: 'user',
  });
  const listener = await openSocket(served, { protocol: token });
  listener.say({ type: 'subscribe', stream: 'public' });
  assert.equal((await listener.until((all) => all.length === 1))[0]!.status, 403);
  await listener.subscribe('user');
  listener.heard.length = 0;
  await blog.post(ann, 'not for this token');
  const bob = await blog.person();
  await blog.act(bob, 'follow', ann);
  assert.deepEqual(
    (await listener.until((all) => all.length > 0)).map(({ event }) => event),
    ['notification'],
  );
  listener.socket.close();
});

test('a socket may be opened with its first stream in the address', async () => {
  const listener = await openSocket(served, { query: '?stream=hashtag&tag=wood' });
  const { id } = await blog.post(ann, '#wood');
  const [message] = await listener.until((all) => all.length > 0);
  assert.deepEqual([message!.stream, idIn(message)], [['hashtag', 'wood'], id]);
  listener.socket.close();
});

test('a session counts on our own pages only', async () => {
  const { startSession } = await import('#rooms/oauth/session.ts');
  const { NOBODY } = await import('#machinery/http/caller.ts');
  const cookie = (await startSession(server.house, NOBODY, ann.id)).split(';')[0]!;
  const own = await openSocket(served, { headers: { cookie, origin: served.origin } });
  await own.subscribe('user');
  assert.deepEqual(own.heard, []);
  const foreign = await openSocket(served, { headers: { cookie, origin: 'https://elsewhere.example' } });
  foreign.say({ type: 'subscribe', stream: 'user' });
  assert.equal((await foreign.until((all) => all.length === 1))[0]!.status, 401);
  for (const { socket } of [own, foreign]) socket.close();
});

test('one post reaches 200 sockets, each once, none is left out', async () => {
  const sockets = await Promise.all(Array.from({ length: 200 }, () => openSocket(served)));
  await Promise.all(sockets.map((listener) => listener.subscribe('hashtag', { tag: 'crowd' })));
  const { id } = await blog.post(ann, '#Crowd');
  await Promise.all(sockets.map((listener) => listener.until((all) => all.length > 0)));
  const last = await blog.post(ann, '#CROWD');
  await Promise.all(sockets.map((listener) => listener.until((all) => all.length > 1)));
  for (const { heard, socket } of sockets) {
    assert.deepEqual(heard.map(idIn), [id, last.id]);
    socket.close();
  }
});

test('a hashtag is heard in every spelling, and also one that nobody used before', async () => {
  const listener = await openSocket(served);
  await listener.subscribe('hashtag', { tag: '#انتخابات' });
  const ids = [];
  for (const spelling of ['#انتخابات', '#انتخاب‌ات', '#انتخابـات'])
    ids.push((await blog.post(ann, spelling)).id);
  await blog.post(ann, '#انتخاب');
  const heard = await listener.until((all) => all.length >= 3);
  assert.deepEqual(heard.map(idIn), ids);
  listener.socket.close();
});
