import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addChannel } from '#rooms/channels/add-channel.ts';
import { channelStore } from '#rooms/channels/index.ts';
import { seeChannel } from '#rooms/channels/see-channel.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { moveWindow, nameOfWindow, planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { takeNotices } from '#rooms/notices/index.ts';
import { visit } from '../support/visitor.ts';
import { type ClockedHouse, HOUR, MINUTE, openClockedHouse, planOf } from './planned.ts';

let server: ClockedHouse;
before(async () => {
  server = await openClockedHouse(Date.UTC(2026, 5, 14));
});
after(() => server.close());

/** A provider's notice as it comes by mail. */
function notice(id: string, sequence: number, start: string, end: string, status = 'CONFIRMED'): Uint8Array {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Host//Notices//EN', 'BEGIN:VEVENT'],
    ...[`UID:${id}@host.example`, `SEQUENCE:${sequence}`, `DTSTAMP:2026061${sequence}T000000Z`],
    ...[`DTSTART:${start}`, `DTEND:${end}`, 'SUMMARY:Network upgrade', 'ORGANIZER:mailto:noc@host.example'],
    ...['X-MAINTNOTE-PROVIDER:host.example', 'X-MAINTNOTE-ACCOUNT:1', `X-MAINTNOTE-MAINTENANCE-ID:${id}`],
    ...['X-MAINTNOTE-OBJECT-ID:line-1', 'X-MAINTNOTE-IMPACT:OUTAGE', `X-MAINTNOTE-STATUS:${status}`],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ];
  return Buffer.from(lines.join('\r\n'));
}

const take = async (...notes: Parameters<typeof notice>) =>
  (await takeNotices(server.house, notice(...notes), 'test'))[0]!.taken!;
const see = (id: number) => seeWindow(server.view, id)!;
const conflicts = (id: number) =>
  entriesAbout(server.view, nameOfWindow(id)).filter(({ kind }) => kind === 'window-conflict');

test('a window follows a notice that there is, and no other', async () => {
  const { noticeId } = await take('A-1', 0, '20260616T044500Z', '20260616T061500Z');
  await assert.rejects(planWindow(server.house, planOf(server.clock.now, { noticeId: 7 })), {
    field: 'notice',
  });
  const { id } = await planWindow(server.house, {
    ...planOf(server.clock.now, { noticeId, kind: 'provider' }),
    ...{ startsAt: Date.UTC(2026, 5, 16, 4, 45), endsAt: Date.UTC(2026, 5, 16, 6, 15) },
  });
  assert.equal(see(id).window.noticeId, noticeId);
  assert.deepEqual(see(id).alerts, [], 'it covers what the notice says');
});

test('when the provider moves the work our window stays, and staff are told that it no longer fits', async () => {
  const { noticeId } = await take('B-1', 0, '20260617T044500Z', '20260617T061500Z');
  const slot = { startsAt: Date.UTC(2026, 5, 17, 4, 45), endsAt: Date.UTC(2026, 5, 17, 6, 15) };
  const { id } = await planWindow(server.house, { ...planOf(0, { noticeId }), ...slot });
  const { sequence } = see(id).window;
  await take('B-1', 1, '20260617T210000Z', '20260617T220000Z');
  assert.equal(see(id).window.sequence, sequence, 'a notice never moves us');
  assert.equal(see(id).window.startsAt, slot.startsAt);
  const moved = { startsAt: Date.UTC(2026, 5, 17, 21), endsAt: Date.UTC(2026, 5, 17, 22) };
  const [alert] = see(id).alerts;
  assert.deepEqual(
    [alert!.about, alert!.startsAt, alert!.endsAt],
    [`notice/${noticeId}`, moved.startsAt, moved.endsAt],
  );
  assert.equal(conflicts(id)[0]!.facts['with'], `notice/${noticeId}`);
  const operator = await server.person('operator', { role: 'admin' });
  const browser = await visit(server, { as: operator });
  assert.match((await browser.get(`/settings/maintenance/${id}`)).html, /Work of others is in the way/);
  assert.equal((await browser.get('/settings/maintenance')).html.split('others’ work').length, 2);
  await moveWindow(server.house, id, { ...moved, reason: 'The provider moved it' });
  assert.deepEqual(see(id).alerts, []);
  assert.equal(conflicts(id).length, 1, 'what is gone is no new entry');
});

test('a notice that is called off says so too', async () => {
  const { noticeId } = await take('C-1', 0, '20260618T044500Z', '20260618T061500Z');
  const startsAt = Date.UTC(2026, 5, 18, 4, 45);
  const { id } = await planWindow(server.house, {
    ...planOf(0, { noticeId, startsAt, endsAt: startsAt + 2 * HOUR }),
  });
  assert.deepEqual(see(id).alerts, []);
  await take('C-1', 1, '20260618T044500Z', '20260618T061500Z', 'CANCELLED');
  assert.equal(see(id).alerts.length, 1);
});

test('a watched service whose work moves into ours raises an alert, which goes when it moves on', async () => {
  const startsAt = Date.UTC(2026, 5, 20, 21);
  const { id } = await planWindow(server.house, planOf(0, { startsAt, endsAt: startsAt + HOUR }));
  const channel = { kind: 'statuspage', name: 'Other network', url: 'https://status.example' };
  const { id: channelId } = await addChannel(server.house, channel);
  const theirs = (startMs: number, state: 'scheduled' | 'completed' = 'scheduled') => {
    const span = { startsAt: startMs, endsAt: startMs + HOUR };
    const windows = [{ key: 'one', name: 'Their work', ...span, state, url: null }];
    const row = server.view.of(channelStore).byId(channelId)!;
    return seeChannel(server.house, row, { state: 'up', fault: null, windows });
  };
  await theirs(startsAt + 3 * HOUR);
  assert.deepEqual(see(id).alerts, []);
  await theirs(startsAt + HOUR + 20 * MINUTE);
  const [alert] = see(id).alerts;
  assert.deepEqual(
    [alert!.about, alert!.name],
    [`channel/${channelId}`, 'Other network'],
    'near counts as in',
  );
  assert.equal(conflicts(id)[0]!.facts['with'], `channel/${channelId}`);
  const seen = await server.json<{ conflicts: { name: string }[] }>(
    ...(['GET', `/api/rooftop/v1/maintenance/windows/${id}`] as const),
  );
  assert.equal(seen.conflicts[0]!.name, 'Other network');
  assert.equal(see(id).window.sequence, 0, 'our plan stays');
  await theirs(startsAt + 5 * HOUR);
  assert.deepEqual(see(id).alerts, []);
  const next = await planWindow(server.house, {
    ...planOf(0, { startsAt: startsAt + 5 * HOUR, endsAt: startsAt + 6 * HOUR }),
  });
  assert.equal(see(next.id).alerts.length, 1, 'what we plan into theirs is told at once');
  await theirs(startsAt + 5 * HOUR, 'completed');
  assert.deepEqual(see(next.id).alerts, []);
});
