import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { submit } from '#machinery/house.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { moveWindow, nameOfWindow, planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { planWindowCommand } from '#rooms/maintenance/plan-window.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { TZDATA } from '#values/tzdata.ts';
import { type ClockedHouse, HOUR, openClockedHouse } from '../maintenance/planned.ts';
import { visit } from '../support/visitor.ts';

let server: ClockedHouse;
before(async () => {
  server = await openClockedHouse(Date.UTC(2026, 5, 1));
  await changeSetting(server.house, 'status_zones', 'UTC, Asia/Tehran');
});
after(() => server.close());

/** Half past one at night in Tehran, as a server says it that has not heard that summer time ended there in 2022. */
const MEANT = '2026-07-01T01:30';
const STORED = Date.UTC(2026, 5, 30, 21);

/** A window that another version of the zone rules decided. */
async function planWithStaleRules(): Promise<number> {
  const { id } = await submit(server.house, planWindowCommand, {
    ...{ kind: 'network', title: 'New router', description: '', parts: [], effect: 'none' },
    ...{ startsAt: STORED, endsAt: STORED + HOUR, earliest: null, latest: null, automatic: false },
    ...{ noticeId: null, domain: server.house.domain, tzdata: '2022a', evenThough: true, texts: {} },
    typedIn: { zone: 'Asia/Tehran', localStart: MEANT },
  });
  return id;
}

test('hard case 4: the version of the zone rules is on record with each decision', async () => {
  assert.match(TZDATA, /^20\d\d[a-z]/);
  const startsAt = Date.UTC(2026, 6, 16, 21);
  const { id } = await planWindow(server.house, {
    ...{ kind: 'network', title: 'New router', effect: 'none', parts: [], startsAt, endsAt: startsAt + HOUR },
  });
  const slot = { startsAt: startsAt + HOUR, endsAt: startsAt + 2 * HOUR, reason: 'asked' };
  await moveWindow(server.house, id, slot);
  assert.deepEqual(
    seeWindow(server.view, id)!.slots.map(({ tzdata }) => tzdata),
    [TZDATA, TZDATA],
  );
  const versions = entriesAbout(server.view, nameOfWindow(id)).map(({ facts }) => facts['tzdata']);
  assert.deepEqual(versions, [TZDATA, TZDATA]);
});

test('hard case 4: local times are said by the rules of now, the stored UTC stays, and the difference is shown', async () => {
  const id = await planWithStaleRules();
  const seen = await server.json<{
    startsAt: string;
    slots: { startsAt: string; tzdata: string; drift: object | null }[];
  }>('GET', `/api/rooftop/v1/maintenance/windows/${id}`);
  assert.equal(seen.startsAt, new Date(STORED).toISOString());
  assert.equal(seen.slots[0]!.startsAt, seen.startsAt);
  assert.equal(seen.slots[0]!.tzdata, '2022a');
  assert.deepEqual(seen.slots[0]!.drift, { meant: MEANT, now: '2026-07-01T00:30' });
  const reader = await server.person('reader');
  const ask = { token: reader.token };
  const announced = await server.json<{ id: string; content: string }[]>('GET', '/api/v1/announcements', ask);
  const all = announced.find((one) => one.id === String(id))!.content;
  assert.match(all, /Tue 30 June 21:00–22:00 UTC/);
  assert.match(all, /Wed 1 July 00:30–01:30 in Tehran/);
  assert.doesNotMatch(all, /Wed 1 July 01:30–/);
  const operator = await server.person('operator', { role: 'admin' });
  const browser = await visit(server, { as: operator });
  const { html } = await browser.get(`/settings/maintenance/${id}`);
  assert.match(html, /The time zone rules changed since: 2026-07-01T01:30 Asia\/Tehran was meant/);
});
