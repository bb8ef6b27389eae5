import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cancelWindow, moveWindow, planWindow, seeWindow, windows } from '#rooms/maintenance/index.ts';
import { isOpen } from '#rooms/maintenance/rules/window.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { microblog } from '../support/microblog.ts';
import { type ClockedHouse, DAY, HOUR, MINUTE, openClockedHouse, planOf, underWay } from './planned.ts';

let server: ClockedHouse;

before(async () => {
  server = await openClockedHouse();
});
after(() => server.close());

const plan = (more: object = {}) =>
  planWindow(server.house, planOf(server.clock.now, { evenThough: true, ...more }));
const see = (id: number) => seeWindow(server.view, id)!.window;

async function clear(): Promise<void> {
  for (const { id } of windows(server.view).filter(isOpen)) await cancelWindow(server.house, id, 'cleared');
}

test('a window left to the clock starts and finishes at its hours, not before', async () => {
  const { id } = await plan({ automatic: true });
  const { startsAt, endsAt } = see(id);
  server.clock.now = startsAt - 1;
  await server.tick();
  assert.equal(see(id).state, 'planned');
  server.clock.now = startsAt;
  await server.tick();
  assert.equal(see(id).state, 'in-progress');
  assert.equal(see(id).startedAt, startsAt);
  server.clock.now = endsAt - 1;
  await server.tick();
  assert.equal(see(id).state, 'in-progress');
  server.clock.now = endsAt;
  await server.tick();
  assert.equal(see(id).state, 'finished');
  assert.equal(see(id).sequence, 2);
  await server.tick();
  assert.equal(see(id).sequence, 2);
});

test('a window left to hands is said to be late after a minute, once, and is not started', async () => {
  const { id } = await plan();
  const { startsAt } = see(id);
  server.clock.now = startsAt + MINUTE;
  await server.tick();
  assert.equal(see(id).lateSaid, false);
  server.wait(1);
  await server.tick();
  await server.tick();
  assert.equal(see(id).lateSaid, true);
  assert.equal(see(id).state, 'planned');
  assert.equal(see(id).sequence, 1);
  const { now } = server.clock;
  const slot = { startsAt: now + DAY, endsAt: now + DAY + HOUR, evenThough: true };
  await moveWindow(server.house, id, { ...slot, reason: 'Nobody was there' });
  assert.equal(see(id).lateSaid, false, 'of its new slot it may be late again');
  await clear();
});

test('a window whose slot passed while jobs were away is not started by itself', async () => {
  const { id } = await plan({ automatic: true });
  server.clock.now = see(id).endsAt + HOUR;
  await server.tick();
  assert.equal(see(id).state, 'planned');
  assert.equal(see(id).lateSaid, true);
  await clear();
});

test('an overrun is said at the very end of the slot, once', async () => {
  const id = await underWay(server, { evenThough: true });
  const { endsAt } = see(id);
  server.clock.now = endsAt - 1;
  await server.tick();
  assert.equal(see(id).overrunSaid, false);
  server.clock.now = endsAt;
  await server.tick();
  await server.tick();
  assert.equal(see(id).overrunSaid, true);
  assert.equal(see(id).sequence, 2);
  await clear();
});

test('people are reminded a day, an hour and half an hour before, by the official account, once each', async () => {
  const blog = microblog(server);
  const official = await blog.person('status');
  await server.settle();
  server.mark();
  await changeSetting(server.house, 'maintenance_account', 'status');
  await changeSetting(server.house, 'status_zones', 'America/Los_Angeles=San Francisco, Asia/Tehran');
  const startsAt = Date.UTC(2026, 11, 16, 22);
  const { id } = await plan({ startsAt, endsAt: startsAt + HOUR, title: 'New router' });
  for (const before of [DAY, HOUR, 30 * MINUTE])
    for (const at of [before + 1, before, before - 1]) {
      server.clock.now = startsAt - at;
      await server.tick();
      await server.settle();
    }
  await server.settle(true);
  const posts = await blog.get<{ content: string; visibility: string; language: string }[]>(
    official,
    `/api/v1/accounts/${official.id}/statuses`,
  );
  const heads = posts.map(({ content }) => /(Planned maintenance|Maintenance in [^:]+):/.exec(content)?.[1]);
  assert.deepEqual(heads.reverse(), [
    'Planned maintenance',
    'Maintenance in 24 hours',
    'Maintenance in one hour',
    'Maintenance in 30 minutes',
  ]);
  for (const { content, visibility, language } of posts) {
    assert.equal(visibility, 'public');
    assert.equal(language, 'en');
    assert.match(content, /Wed 16 December 14:00–15:00 in San Francisco/);
    assert.match(content, /Thu 17 December 01:30–02:30 in Tehran/);
    assert.match(content, new RegExp(`/status/windows/${id}`));
  }
  await clear();
  await server.settle();
});

test('every step is told by the official account once, in each of the server’s languages, though jobs run twice', async () => {
  const blog = microblog(server);
  const official = await blog.person('official');
  await server.settle();
  server.mark();
  await changeSetting(server.house, 'maintenance_account', '@Official');
  await changeSetting(server.house, 'languages', 'fa-IR, en, de');
  const { id } = await plan({ title: 'Disks' });
  await server.settle();
  const { startsAt, endsAt } = see(id);
  const slot = { startsAt: startsAt + HOUR, endsAt: endsAt + HOUR, evenThough: true };
  await moveWindow(server.house, id, { ...slot, reason: 'asked' });
  await cancelWindow(server.house, id, 'not needed');
  await server.settle();
  await server.settle(true);
  await server.settle(true);
  const posts = await blog.get<{ content: string; language: string }[]>(
    official,
    `/api/v1/accounts/${official.id}/statuses`,
  );
  const by = (language: string) => posts.filter((one) => one.language === language).map((one) => one.content);
  assert.equal(posts.length, 6);
  assert.match(by('en')[2]!, /Planned maintenance: Disks/);
  assert.match(by('en')[1]!, /Maintenance moved: Disks[\s\S]*Planned before:/);
  assert.match(by('en')[0]!, /Maintenance cancelled: Disks/);
  assert.match(by('fa')[2]!, /کار فنی برنامه‌ریزی‌شده/);
});

test('without an official account, or with one that may not post, windows go on all the same', async () => {
  await changeSetting(server.house, 'maintenance_account', 'nobody_here');
  const { id } = await plan();
  await server.settle();
  assert.equal(see(id).state, 'planned');
  assert.deepEqual(server.faults, []);
});
