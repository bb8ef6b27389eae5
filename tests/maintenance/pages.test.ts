import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seeWindow, windows } from '#rooms/maintenance/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import type { Person } from '../support/house.ts';
import { visit } from '../support/visitor.ts';
import { type ClockedHouse, openClockedHouse } from './planned.ts';

let server: ClockedHouse;
let operator: Person;
let ada: Person;

before(async () => {
  server = await openClockedHouse(Date.UTC(2026, 5, 1));
  operator = await server.person('operator', { role: 'admin' });
  ada = await server.person('ada');
  await changeSetting(server.house, 'status_zones', 'America/Los_Angeles=San Francisco, Asia/Tehran');
});
after(() => server.close());

const PATH = '/settings/maintenance';
const PLAN = {
  ...{ title: 'New router', description: 'We change a router.', kind: 'network', effect: 'slower' },
  ...{ 'parts[]': 'posting', startsAt: '2026-06-16 14:00', endsAt: '2026-06-16 15:00' },
  ...{ zone: 'America/Los_Angeles', earliest: '', latest: '', notice: '' },
};

/** The key of the form on a page. */
function keyOf(html: string): string {
  return /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

test('staff plan, move, carry out and tell of work without any script', async () => {
  const browser = await visit(server, { as: operator });
  const list = await browser.get(PATH);
  assert.equal(list.status, 200);
  const made = await browser.send(PATH, { ...PLAN, key: keyOf(list.html) });
  const [window] = windows(server.view);
  assert.equal(window!.startsAt, Date.UTC(2026, 5, 16, 21));
  assert.match(made.html, /Tue 16 June 14:00–15:00 in San Francisco/);
  assert.match(made.html, /Wed 17 June 00:30–01:30 in Tehran/);
  const own = `${PATH}/${window!.id}`;
  const form = await browser.get(`${own}/move`);
  const refused = await browser.send(`${own}/move`, { startsAt: '2026-06-17T21:00Z', endsAt: '' });
  assert.equal(refused.status, 422);
  const moved = await browser.send(`${own}/move`, {
    ...{ startsAt: '2026-06-17T21:00Z', endsAt: '2026-06-17T22:00Z', zone: '', reason: 'A day later' },
    key: keyOf(form.html),
  });
  assert.match(moved.html, /A day later/);
  server.clock.now = Date.UTC(2026, 5, 17, 21);
  await browser.send(`${own}/start`);
  await browser.send(`${own}/update`, { text: 'Half <b>done</b>' });
  const finished = await browser.send(`${own}/finish`);
  assert.match(finished.html, /Half &lt;b&gt;done/);
  assert.equal(seeWindow(server.view, window!.id)!.window.state, 'finished');
  assert.match(made.html, new RegExp(`href="${own}/move"`));
  assert.doesNotMatch(finished.html, new RegExp(`href="${own}/move"`), 'what is over cannot be moved');
});

test('a form that is sent twice plans once', async () => {
  const browser = await visit(server, { as: operator });
  const key = keyOf((await browser.get(PATH)).html);
  const before = windows(server.view).length;
  const plan = { ...PLAN, startsAt: '2026-07-16 14:00', endsAt: '2026-07-16 15:00', key };
  await browser.send(PATH, plan);
  await browser.send(PATH, plan);
  assert.equal(windows(server.view).length, before + 1);
});

test('a refused form comes back with what was typed, and says what is wrong in both languages', async () => {
  const browser = await visit(server, { as: operator });
  await browser.get(PATH);
  const back = await browser.send(PATH, { ...PLAN, title: 'Kept words', startsAt: '2026-06-16 2pm PST' });
  assert.equal(back.status, 422);
  assert.match(back.html, /value="Kept words"/);
  assert.match(back.html, /name="parts\[\]" value="posting" checked/);
  assert.match(back.html, /aria-invalid="true"/);
  assert.match(back.html, /may mean several things/);
  const persian = await visit(server, { as: operator, language: 'fa' });
  await persian.get(PATH);
  const again = await persian.send(PATH, { ...PLAN, startsAt: '2026-06-16 2pm PST' });
  assert.match(again.html, /زمان آغاز درست نیست/);
  assert.match(again.html, /dir="rtl"/);
});

test('the pages are for staff', async () => {
  const stranger = await visit(server);
  assert.notEqual((await stranger.get(PATH)).path, PATH);
  const member = await visit(server, { as: ada });
  assert.equal((await member.get(PATH)).status, 403);
  assert.equal((await member.send(`${PATH}/1/start`)).status, 403);
});
