import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { moveWindow, nameOfWindow, planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { type ClockedHouse, HOUR, openClockedHouse } from '../maintenance/planned.ts';
import { microblog } from '../support/microblog.ts';

let server: ClockedHouse;
before(async () => {
  server = await openClockedHouse(Date.UTC(2026, 5, 14));
});
after(() => server.close());

test('hard case 9: work that is moved after it was announced is announced anew, and the old notice stays, linked', async () => {
  const official = await microblog(server).person('status');
  await changeSetting(server.house, 'maintenance_account', 'status');
  const before = { startsAt: Date.UTC(2026, 5, 16, 4, 45), endsAt: Date.UTC(2026, 5, 16, 6, 15) };
  const now = { startsAt: Date.UTC(2026, 5, 16, 21), endsAt: Date.UTC(2026, 5, 16, 22) };
  const { id } = await planWindow(server.house, {
    ...{ kind: 'provider', title: 'Network upgrade', effect: 'unreachable', parts: ['posting', 'reading'] },
    ...before,
  });
  await server.settle();
  const first = seeWindow(server.view, id)!.window;
  await moveWindow(server.house, id, { ...now, reason: 'The provider moved it' });
  await server.settle();
  const { window, slots } = seeWindow(server.view, id)!;
  assert.equal(window.uid, first.uid);
  assert.ok(window.sequence > first.sequence);
  assert.deepEqual(
    slots.map(({ startsAt, endsAt, reason }) => ({ startsAt, endsAt, reason })),
    [
      { ...before, reason: null },
      { ...now, reason: 'The provider moved it' },
    ],
  );
  const posts = await server.json<{ content: string }[]>('GET', `/api/v1/accounts/${official.id}/statuses`);
  const [told, old] = posts.map(({ content }) => content);
  assert.equal(posts.length, 2);
  assert.match(old!, /Planned maintenance: Network upgrade[\s\S]*Tue 16 June 04:45–06:15/);
  assert.match(
    told!,
    /Maintenance moved: Network upgrade[\s\S]*21:00–22:00[\s\S]*Planned before:[\s\S]*04:45–06:15/,
  );
  const link = new RegExp(`/status/windows/${id}`);
  for (const text of [told!, old!]) assert.match(text, link, 'both lead to the window, which has both slots');
  const [entry] = entriesAbout(server.view, nameOfWindow(id)).filter(({ kind }) => kind === 'window-moved');
  assert.equal(entry!.facts['startsAtBefore'], new Date(before.startsAt).toISOString());
  assert.equal(entry!.facts['startsAt'], new Date(now.startsAt).toISOString());
});

test('hard case 9: who dismissed the first announcement sees the second', async () => {
  const ada = await server.person('ada');
  const startsAt = Date.UTC(2026, 5, 20, 9);
  const { id } = await planWindow(server.house, {
    ...{ kind: 'network', title: 'Moved', effect: 'none', parts: [], startsAt, endsAt: startsAt + HOUR },
  });
  const seen = async () =>
    (await server.json<{ id: string }[]>('GET', '/api/v1/announcements', { token: ada.token })).some(
      (one) => one.id === String(id),
    );
  await server.json('POST', `/api/v1/announcements/${id}/dismiss`, { token: ada.token });
  assert.equal(await seen(), false);
  const slot = { startsAt: startsAt + HOUR, endsAt: startsAt + 2 * HOUR, reason: 'The provider moved it' };
  await moveWindow(server.house, id, slot);
  assert.equal(await seen(), true);
});
