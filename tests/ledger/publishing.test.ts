import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { dataFolder } from '#machinery/roles/folder.ts';
import { ledgerIn } from '#rooms/ledger/fetch-ledger.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { verify } from '#rooms/ledger/verify.ts';
import { cancelWindow, planWindow, type WindowPlan } from '#rooms/maintenance/index.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const DAY_MS = 86_400_000;
/** Work of an hour, some days ahead. */
function planned(days: number): WindowPlan {
  const startsAt = Date.now() + days * DAY_MS;
  return {
    kind: 'upgrade',
    title: `Work ${days}`,
    parts: ['posting'],
    effect: 'delayed',
    startsAt,
    endsAt: startsAt + 3_600_000,
  };
}

let server: TestHouse;
let aside: string;
before(() => {
  aside = mkdtempSync(join(tmpdir(), 'rooftop-ledger-'));
});
after(() => rmSync(aside, { recursive: true, force: true }));
beforeEach(async () => {
  server = await openTestHouse();
});
afterEach(() => server.close());

const place = () => ({ house: server.house, folder: dataFolder(server.folder) });
const check = (folder = join(server.folder, 'public'), seen?: string) =>
  verify({ source: ledgerIn(folder), key: undefined, seen, withTexts: false });

test('what is decided is published as signed tiles, again and again', async () => {
  assert.equal(await publishLedger(place()), undefined);
  assert.deepEqual({ ...(await check()), root: '', verifier: '' }, EMPTY);
  for (let size = 1; size <= 3; size++) {
    await planWindow(server.house, planned(size));
    assert.equal(await publishLedger(place()), undefined);
    assert.equal(await publishLedger(place()), undefined);
    const report = await check();
    assert.deepEqual(report.faults, []);
    assert.equal(report.size, size);
  }
});

const EMPTY = {
  valid: true,
  origin: 'rooftop.test/ledger',
  size: 0,
  root: '',
  verifier: '',
  texts: 0,
  faults: [],
};

test('after a restore from an old backup nothing is signed, though the view is sound', async () => {
  const { id } = await planWindow(server.house, planned(1));
  await publishLedger(place());
  cpSync(join(server.folder, 'public'), join(aside, 'old'), { recursive: true });
  const other = await openTestHouse();
  try {
    await planWindow(other.house, planned(2));
    await cancelWindow(server.house, id, 'not needed');
    await publishLedger(place());
    cpSync(join(server.folder, 'public'), join(other.folder, 'public'), { recursive: true });
    cpSync(join(server.folder, 'ledger.key'), join(other.folder, 'ledger.key'));
    const restored = { house: other.house, folder: dataFolder(other.folder) };
    assert.match((await publishLedger(restored)) ?? '', /2 entries were signed before and now there are 1/);
    assert.ok(existsSync(join(other.folder, 'public/ledger/refused')));
    assert.deepEqual((await check(join(other.folder, 'public'))).size, 2, 'what was signed stays');
    await planWindow(other.house, planned(3));
    assert.match((await publishLedger(restored)) ?? '', /are not those that were signed before/);
  } finally {
    await other.close();
  }
});

test('when all of the data folder is old, a newer head that another host serves keeps it from signing', async () => {
  await planWindow(server.house, planned(1));
  await publishLedger(place());
  const old = join(aside, 'all-old');
  cpSync(join(server.folder, 'public'), old, { recursive: true });
  await planWindow(server.house, planned(2));
  await publishLedger(place());
  cpSync(join(server.folder, 'public/ledger'), join(server.folder, 'mirror/ledger'), { recursive: true });
  const other = await openTestHouse();
  try {
    for (const name of ['ledger.key', 'mirror'])
      cpSync(join(server.folder, name), join(other.folder, name), { recursive: true });
    const restored = { house: other.house, folder: dataFolder(other.folder) };
    assert.match((await publishLedger(restored)) ?? '', /2 entries were signed before and now there are 0/);
  } finally {
    await other.close();
  }
});

test('without the key it was signed with, nothing is signed with another', async () => {
  await planWindow(server.house, planned(1));
  await publishLedger(place());
  rmSync(join(server.folder, 'ledger.key'));
  assert.match((await publishLedger(place())) ?? '', /the key it was signed with is not there/);
  assert.ok(!existsSync(join(server.folder, 'ledger.key')));
});

test('who remembers the head of last time sees a fork and a rollback, and accepts what goes on', async () => {
  const seen = join(aside, 'seen');
  await planWindow(server.house, planned(1));
  await publishLedger(place());
  assert.ok((await check(undefined, seen)).valid);
  cpSync(join(server.folder, 'public'), join(aside, 'first'), { recursive: true });
  await planWindow(server.house, planned(2));
  await publishLedger(place());
  assert.ok((await check(undefined, seen)).valid);
  const rolledBack = await check(join(aside, 'first'), seen);
  assert.match(rolledBack.faults.join(), /2 entries were signed before and now there are 1/);
});
