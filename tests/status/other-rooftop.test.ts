import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readScheduled } from '#rooms/channels/rules/statuspage.ts';
import { readNotices } from '#rooms/notices/read-file.ts';
import { openWorkHouse } from './works.ts';

test('another server takes our calendar as notices, without a doubt, and our JSON as windows of a channel', async () => {
  const works = await openWorkHouse();
  const id = await works.plan('2009-06-16T04:45:00Z', '2009-06-16T06:15:00Z', { title: 'Routers' });
  await works.move(id, '2009-06-16T21:00:00Z', '2009-06-16T22:00:00Z', 'Asked for');
  const bytes = async (path: string) => (await works.server.request('GET', path)).bytes();
  const [notice, ...others] = await readNotices(await bytes('/status.ics'));
  assert.deepEqual(others, []);
  assert.ok(notice?.kind === 'notice');
  assert.deepEqual([notice.doubts, notice.warnings], [[], []]);
  const { provider, maintenanceIds, impact, status, sequence, startsAt, endsAt } = notice.form;
  assert.deepEqual(
    { provider, maintenanceIds, impact, status, sequence },
    {
      provider: 'rooftop.test',
      maintenanceIds: [`window-${id}`],
      impact: 'OUTAGE',
      status: 'CONFIRMED',
      sequence: 1,
    },
  );
  const slot = { startsAt: Date.parse('2009-06-16T21:00:00Z'), endsAt: Date.parse('2009-06-16T22:00:00Z') };
  assert.deepEqual({ startsAt, endsAt }, slot);
  const told = readScheduled(await works.server.json('GET', '/api/v2/scheduled-maintenances/upcoming.json'));
  const url = `http://rooftop.test/status/windows/${id}`;
  assert.deepEqual(told, {
    windows: [{ key: String(id), name: 'Routers', state: 'scheduled', url, ...slot }],
    doubt: null,
  });
  await works.server.close();
});
