import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  cancelWindow,
  finishWindow,
  moveWindow,
  planWindow,
  seeWindow,
  startWindow,
} from '#rooms/maintenance/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { openSocket } from '../streaming/listening.ts';
import type { Person } from '../support/house.ts';
import { serveTestHouse } from '../support/port.ts';
import { type ClockedHouse, DAY, HOUR, openClockedHouse, planOf } from './planned.ts';

let server: ClockedHouse;
let ada: Person;

before(async () => {
  server = await openClockedHouse();
  ada = await server.person('ada');
  await changeSetting(server.house, 'status_zones', 'UTC, Asia/Tehran');
});
after(() => server.close());

type Announcement = {
  readonly id: string;
  readonly content: string;
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly published: boolean;
  readonly published_at: string;
  readonly read: boolean;
  readonly reactions: readonly unknown[];
};

const list = (query = '', who = ada) =>
  server.json<Announcement[]>('GET', `/api/v1/announcements${query}`, { token: who.token });
const plan = (more: object = {}) =>
  planWindow(server.house, planOf(server.clock.now, { evenThough: true, ...more }));
const dismiss = (id: number | string, status = 200) =>
  server.json('POST', `/api/v1/announcements/${id}/dismiss`, { token: ada.token }, status);

test('planned work is announced at once: its times are in the text, so that no client hides it until it begins', async () => {
  const startsAt = Date.UTC(2026, 5, 16, 21);
  const { id } = await plan({ startsAt, endsAt: startsAt + HOUR, title: 'New <router>' });
  const [one, ...rest] = await list();
  assert.deepEqual(rest, []);
  assert.equal(one!.id, String(id));
  assert.deepEqual([one!.starts_at, one!.ends_at, one!.published], [null, null, true]);
  assert.ok(Date.parse(one!.published_at) <= server.clock.now, 'published before it begins');
  assert.match(one!.content, /Planned maintenance: New &lt;router&gt;/);
  assert.match(one!.content, /Tue 16 June 21:00–22:00 UTC/);
  assert.match(one!.content, /Wed 17 June 00:30–01:30 in Tehran/);
  assert.deepEqual([one!.read, one!.reactions], [false, []]);
  await cancelWindow(server.house, id, 'done');
  assert.deepEqual(await list(), []);
});

test('who dismissed it is not told again until the window changes', async () => {
  const { id } = await plan();
  await dismiss(id);
  assert.deepEqual(await list(), []);
  assert.equal((await list('?with_dismissed=true'))[0]!.read, true);
  const bob = await server.person('bob');
  assert.equal((await list('', bob)).length, 1, 'others still see it');
  const { window } = seeWindow(server.view, id)!;
  const slot = { startsAt: window.startsAt + HOUR, endsAt: window.endsAt + HOUR, evenThough: true };
  await moveWindow(server.house, id, { ...slot, reason: 'asked' });
  assert.equal((await list()).length, 1, 'a moved one is told again');
  await dismiss(id);
  await cancelWindow(server.house, id, 'done');
  await dismiss(id, 404);
  await dismiss('nonsense', 404);
  await server.settle();
  const left = server.view.db.prepare('SELECT 1 FROM announcement_dismissal').all();
  assert.deepEqual(left, [], 'nobody is remembered for what is over');
});

test('reactions get well-formed answers', async () => {
  const { id } = await plan();
  const ask = (method: string, to: number | string, status: number) =>
    server.json(method, `/api/v1/announcements/${to}/reactions/%F0%9F%91%8D`, { token: ada.token }, status);
  assert.equal(typeof (await ask('PUT', id, 422))['error'], 'string');
  assert.deepEqual(await ask('DELETE', id, 200), {});
  await ask('PUT', 7, 404);
  await ask('DELETE', 7, 404);
  await cancelWindow(server.house, id, 'done');
});

test('connected clients hear each step on their own stream, and nobody else', async () => {
  const served = await serveTestHouse(server);
  try {
    const socket = await openSocket(served, { query: `?access_token=${ada.token}&stream=user` });
    const open = await openSocket(served, { query: '?stream=public' });
    await socket.subscribe('user:notification');
    const { id } = await planWindow(served.house, planOf(server.clock.now, { evenThough: true }));
    const first = (await socket.until((heard) => heard.some(({ event }) => event === 'announcement'))).find(
      ({ event }) => event === 'announcement',
    )!;
    const payload = JSON.parse(first.payload!) as Announcement;
    assert.equal(payload.id, String(id));
    assert.match(payload.content, /New router/);
    assert.equal('read' in payload, false, 'the same for everybody');
    server.wait(2 * DAY);
    await startWindow(served.house, id);
    await socket.until((heard) => heard.some((one) => /has begun/.test(one.payload ?? '')));
    await finishWindow(served.house, id);
    const all = await socket.until((heard) => heard.some(({ event }) => event === 'announcement.delete'));
    assert.equal(all.find(({ event }) => event === 'announcement.delete')!.payload, String(id));
    const events = all.filter(({ stream }) => stream?.[0] === 'user').map(({ event }) => event);
    assert.deepEqual(events, ['announcement', 'announcement', 'announcement.delete']);
    assert.deepEqual(
      open.heard.filter(({ event }) => event?.startsWith('announcement')),
      [],
    );
  } finally {
    await served.close();
  }
});
