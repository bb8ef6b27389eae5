import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';
import { idIn, openEvents, openSocket } from './listening.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let ann: Person;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
  ann = await blog.person('ann');
});
after(async () => {
  assert.deepEqual(server.faults, []);
  await server.close();
});

test('events come as text/event-stream, uncached, with name, id and data', async () => {
  const events = await openEvents(server, 'hashtag?tag=stone');
  assert.match(events.response.headers.get('content-type')!, /^text\/event-stream/);
  assert.match(events.response.headers.get('cache-control')!, /no-store/);
  const { id } = await blog.post(ann, '#stone');
  await blog.remove(ann, id);
  const heard = await events.until((all) => all.length >= 2);
  assert.deepEqual([heard[0]!.event, idIn(heard[0])], ['update', id]);
  assert.deepEqual([heard[1]!.event, heard[1]!.payload], ['delete', id]);
  assert.ok(heard.every((message) => message.id !== ''));
  await events.close();
});

test('every stream has a path, and says no as other routes do', async () => {
  for (const path of [
    'public',
    'public/local',
    'public/remote',
    'public?only_media=true',
    'hashtag?tag=x',
    'hashtag/local?tag=x',
  ])
    await (await openEvents(server, path)).close();
  for (const path of ['user', 'user/notification', 'direct'])
    await (await openEvents(server, path, { token: ann.token })).close();
  await (await openEvents(server, `user?access_token=${ann.token}`)).close();
  const status = async (path: string, token?: string) =>
    (await server.request('GET', `/api/v1/streaming/${path}`, { token })).status;
  assert.equal(await status('user'), 401);
  assert.equal(await status('user?access_token=junk'), 401);
  assert.equal(await status('hashtag', ann.token), 422);
  assert.equal(await status('list?list=1', ann.token), 404);
  assert.equal(await (await server.request('GET', '/api/v1/streaming/health')).text(), 'OK');
});

test('a silent stream is kept awake', async () => {
  const { openEventStream } = await import('#machinery/streaming/event-stream.ts');
  const { body, outlet } = openEventStream(() => {}, 5);
  const reader = body.getReader();
  for (let n = 0; n < 3; n++) assert.match(Buffer.from((await reader.read()).value!).toString(), /^:thump\n/);
  outlet.end('restart');
});

test('a listener who comes back with the last id gets what it missed, once and in order', async () => {
  const events = await openEvents(server, 'hashtag?tag=again');
  const first = await blog.post(ann, '#again 1');
  const [seen] = await events.until((all) => all.length > 0);
  await events.close();
  const missed = [];
  for (let n = 2; n <= 4; n++) missed.push((await blog.post(ann, `#again ${n}`)).id);
  await blog.post(ann, '#other');
  await blog.remove(ann, first.id);
  const back = await openEvents(server, 'hashtag?tag=again', { headers: { 'last-event-id': seen!.id! } });
  const live = await blog.post(ann, '#again live');
  const heard = await back.until((all) => all.length >= 5);
  assert.deepEqual(heard.filter(({ event }) => event === 'update').map(idIn), [...missed, live.id]);
  assert.deepEqual(heard.map(({ event }) => event).slice(3), ['delete', 'update']);
  await back.close();
});

test('what was missed passes the gate as it is now', async () => {
  const bob = await blog.person();
  await blog.act(ann, 'follow', bob);
  const events = await openEvents(server, 'user', { token: ann.token });
  await blog.post(bob, 'one');
  const [seen] = await events.until((all) => all.length > 0);
  await events.close();
  await blog.post(bob, 'two');
  await blog.act(bob, 'block', ann);
  const back = await openEvents(server, 'user', {
    token: ann.token,
    headers: { 'last-event-id': seen!.id! },
  });
  const mark = await blog.post(ann, 'mark');
  const heard = await back.until((all) => all.length > 0);
  assert.deepEqual(heard.map(idIn), [mark.id]);
  await back.close();
});

test('a place that is not ours, or too long ago, is answered with a gap', async () => {
  const junk = await openEvents(server, 'public', { headers: { 'last-event-id': 'junk' } });
  assert.equal((await junk.until((all) => all.length > 0))[0]!.event, 'gap');
  await junk.close();
  const events = await openEvents(server, 'public');
  await blog.post(ann, 'old');
  const [seen] = await events.until((all) => all.length > 0);
  await events.close();
  const { submit } = await import('#machinery/house.ts');
  const { prune } = await import('#view/prune.ts');
  await submit(server.house, prune, { upToSeq: server.view.seq(), replacedBeforeMs: 0 });
  const late = await openEvents(server, 'public', { headers: { 'last-event-id': seen!.id! } });
  assert.equal((await late.until((all) => all.length > 0))[0]!.event, 'gap');
  await late.close();
});

test('ids of events tell nothing of the log', async () => {
  const events = await openEvents(server, 'public');
  await blog.post(ann, 'one');
  await blog.post(ann, 'two');
  const [one, two] = await events.until((all) => all.length >= 2);
  assert.notEqual(one!.id, two!.id);
  assert.doesNotMatch(
    Buffer.from(one!.id!, 'base64url').toString('latin1'),
    new RegExp(`${server.view.seq()}`),
  );
  await events.close();
});

test('a socket resumes too, when it asks', async () => {
  const served: ServedHouse = await serveTestHouse(server);
  const listener = await openSocket(served);
  await listener.subscribe('public', { last_event_id: '' });
  await blog.post(ann, 'first');
  const [seen] = await listener.until((all) => all.length > 0);
  assert.ok(seen!.id);
  listener.socket.close();
  await listener.closed;
  const { id } = await blog.post(ann, 'missed');
  const back = await openSocket(served);
  back.say({ type: 'subscribe', stream: 'public', last_event_id: seen!.id });
  assert.deepEqual((await back.until((all) => all.length > 0)).map(idIn), [id]);
  back.socket.close();
  await served.close();
});
