import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { boundWindow, finishWindow, moveWindow, nameOfWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { type ClockedHouse, HOUR, openClockedHouse, underWay } from '../maintenance/planned.ts';

let server: ClockedHouse;
before(async () => {
  server = await openClockedHouse();
});
after(() => server.close());

test('hard case 25: once the work has started nothing that is asked for can move its start or bounds, and nothing is recorded', async () => {
  const id = await underWay(server);
  const { window } = seeWindow(server.view, id)!;
  const before = entriesAbout(server.view, nameOfWindow(id)).length;
  const later = { startsAt: window.startsAt + HOUR, endsAt: window.endsAt + HOUR, reason: 'asked for' };
  await assert.rejects(moveWindow(server.house, id, later), { kind: 'conflict', field: 'startsAt' });
  const bounds = { earliest: null, latest: window.endsAt + HOUR };
  await assert.rejects(boundWindow(server.house, id, bounds, 'asked for'), {
    kind: 'conflict',
    field: 'state',
  });
  assert.deepEqual(seeWindow(server.view, id)!.window, window);
  await finishWindow(server.house, id);
  await assert.rejects(moveWindow(server.house, id, later), { kind: 'conflict', field: 'state' });
  assert.equal(entriesAbout(server.view, nameOfWindow(id)).length, before + 1);
});
