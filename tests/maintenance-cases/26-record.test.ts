import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { dataFolder } from '#machinery/roles/folder.ts';
import { ledgerIn } from '#rooms/ledger/fetch-ledger.ts';
import { entriesAbout, seeEntry } from '#rooms/ledger/index.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { verify } from '#rooms/ledger/verify.ts';
import { nameOfWindow, planWindow } from '#rooms/maintenance/index.ts';
import { receiveRequest, redactRequest, releaseRequest } from '#rooms/requests/index.ts';
import { DRAFT } from '../requests/draft.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const HOUR_MS = 3_600_000;
let server: TestHouse;
let clock: number;
beforeEach(async () => {
  clock = Date.UTC(2026, 5, 16, 12);
  server = await openTestHouse({ now: () => clock });
});
afterEach(() => server.close());

async function plan(title: string): Promise<number> {
  const startsAt = Date.UTC(2026, 5, 20) + HOUR_MS * server.view.seq();
  const window = {
    kind: 'drill',
    title,
    parts: ['posting'],
    effect: 'none',
    startsAt,
    endsAt: startsAt + HOUR_MS / 2,
  };
  return (await planWindow(server.house, window)).id;
}
const publish = () => publishLedger({ house: server.house, folder: dataFolder(server.folder) });
const publicFolder = () => join(server.folder, 'public');
const check = (folder: string, seen?: string) =>
  verify({ source: ledgerIn(folder), key: undefined, seen, withTexts: false });

test('hard case 26: the record grows by appending, also while the clock goes backwards', async () => {
  const times: number[] = [];
  for (const jump of [0, HOUR_MS, -6 * HOUR_MS, HOUR_MS]) {
    clock += jump;
    const [entry] = entriesAbout(server.view, nameOfWindow(await plan('Work')));
    times.push(entry!.at);
    assert.equal(await publish(), undefined);
    assert.deepEqual((await check(publicFolder(), join(server.folder, 'seen'))).faults, []);
  }
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
});

test('hard case 26: the site is down, and what another host keeps is enough to check it', async () => {
  await plan('Work');
  await publish();
  cpSync(publicFolder(), join(server.folder, 'elsewhere'), { recursive: true });
  const report = await check(join(server.folder, 'elsewhere/ledger'));
  assert.deepEqual([report.valid, report.size], [true, 1]);
});

test('hard case 26: what is redacted is gone, its place stays, and that it was done is on the record', async () => {
  const { number, ledger } = await receiveRequest(
    server.house,
    { ...DRAFT, text: 'The name of Xerxes' },
    {
      way: 'form',
    },
  );
  await releaseRequest(server.house, number);
  const texts = () => seeEntry(server.view, ledger)!.texts.filter(({ name }) => name === 'text');
  assert.deepEqual(
    texts().map(({ text }) => text),
    ['The name of Xerxes'],
  );
  await publish();
  const before = await check(publicFolder());
  await redactRequest(server.house, number, 'private-data');
  assert.deepEqual(
    texts().map(({ state, text, salt }) => [state, text, salt]),
    [['removed', undefined, undefined]],
  );
  assert.equal(entriesAbout(server.view, `entry/${ledger}`)[0]?.kind, 'texts-redacted');
  assert.equal(await publish(), undefined);
  const after = await check(publicFolder());
  assert.equal(after.valid, true);
  assert.ok(after.size! > before.size!);
  assert.equal(bytesUnder(publicFolder()).includes('Xerxes'), false);
});

function bytesUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'))
    .join();
}
