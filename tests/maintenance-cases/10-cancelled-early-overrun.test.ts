import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entriesAbout } from '#rooms/ledger/index.ts';
import {
  cancelWindow,
  endingOf,
  finishWindow,
  lateness,
  nameOfWindow,
  planWindow,
  seeWindow,
} from '#rooms/maintenance/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { type ClockedHouse, MINUTE, openClockedHouse, planOf, underWay } from '../maintenance/planned.ts';
import type { Person } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

let server: ClockedHouse;
let official: Person;
before(async () => {
  server = await openClockedHouse();
  official = await microblog(server).person('status');
  await changeSetting(server.house, 'maintenance_account', 'status');
});
after(() => server.close());

const see = (id: number) => seeWindow(server.view, id)!;
const lastEntry = (id: number) => entriesAbout(server.view, nameOfWindow(id)).at(-1)!;

async function lastPost(): Promise<string> {
  await server.settle();
  const posts = await server.json<{ content: string }[]>('GET', `/api/v1/accounts/${official.id}/statuses`);
  return posts[0]!.content;
}

test('hard case 10: work that is cancelled after it was announced is told of, with its reason on record', async () => {
  const { id } = await planWindow(server.house, planOf(server.clock.now, { title: 'Dropped' }));
  await cancelWindow(server.house, id, 'The provider gave up');
  const { window, updates, outcome } = see(id);
  assert.deepEqual([window.state, window.cancelledDuring, window.sequence], ['cancelled', false, 1]);
  assert.equal(updates.at(-1)!.text, 'The provider gave up');
  assert.equal(lastEntry(id).texts[0]!.text, 'The provider gave up');
  assert.equal(lastEntry(id).facts['state'], 'cancelled');
  assert.match(await lastPost(), /Maintenance cancelled: Dropped/);
  assert.equal(outcome, null, 'what never began has no outcome');
  await assert.rejects(cancelWindow(server.house, id, 'again'), { field: 'state' });
});

test('hard case 10: work that is cancelled while it is under way says so, and what came of it', async () => {
  const id = await underWay(server, { title: 'Broken off' });
  server.wait(10 * MINUTE);
  await cancelWindow(server.house, id, 'It made things worse');
  assert.equal(lastEntry(id).facts['cancelledDuring'], true);
  await server.settle();
  const { window, outcome } = see(id);
  assert.deepEqual([window.state, window.cancelledDuring], ['cancelled', true]);
  assert.deepEqual([outcome!.ending, outcome!.seconds], ['cancelled-during', 600]);
});

test('hard case 10: work that is over early is finished early', async () => {
  const id = await underWay(server);
  server.wait(10 * MINUTE);
  await finishWindow(server.house, id);
  assert.equal(endingOf(see(id).window), 'early');
  assert.equal(lastEntry(id).facts['ending'], 'early');
});

test('hard case 10: work that goes on past its end is said to overrun at the end, by every way, not met with silence', async () => {
  const id = await underWay(server, { title: 'Longer' });
  const { endsAt, sequence } = see(id).window;
  const feed = () => server.request('GET', '/status.ics').then((response) => response.text());
  const before = await feed();
  server.clock.now = endsAt;
  await server.tick();
  const { window } = see(id);
  assert.equal(window.sequence, sequence + 1, 'feeds change');
  assert.equal(window.changedAt, endsAt, 'at the end, not later');
  assert.notEqual(await feed(), before, 'the calendar changes');
  assert.equal(lastEntry(id).kind, 'window-overrun');
  assert.match(await lastPost(), /takes longer than planned: Longer/);
  const ask = { token: official.token };
  const announced = await server.json<{ content: string }[]>('GET', '/api/v1/announcements', ask);
  assert.match(announced[0]!.content, /takes longer than planned: Longer/);
  server.wait(1);
  assert.equal(lateness(see(id).window, server.clock.now), 'overrun');
  server.wait(20 * MINUTE);
  await finishWindow(server.house, id);
  await server.settle();
  const { outcome } = see(id);
  assert.equal(outcome!.ending, 'overrun');
  assert.ok(outcome!.actualEnd > outcome!.plannedEnd, 'planned and actual stand side by side');
});
