import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { dataFolder } from '#machinery/roles/folder.ts';
import { textsOf } from '#pages/texts/index.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { planWindow } from '#rooms/maintenance/index.ts';
import { receiveRequest } from '#rooms/requests/index.ts';
import { DRAFT } from '../requests/draft.ts';
import { nameOf, openBrowser, openPage, skip, WAYS } from '../support/browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { faultsOn, LOOKS, lookOf } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

const DAY_MS = 86_400_000;

let house: TestHouse;
let served: ServedHouse;
let browser: Browser;

before(async () => {
  if (skip) return;
  house = await openTestHouse();
  const startsAt = Date.now() + DAY_MS;
  const window = { kind: 'drill', title: 'Exercise', parts: ['posting'], effect: 'none' } as const;
  await planWindow(house.house, { ...window, startsAt, endsAt: startsAt + 60_000 });
  await receiveRequest(house.house, { ...DRAFT }, { way: 'form' });
  await publishLedger({ house: house.house, folder: dataFolder(house.folder) });
  served = await serveTestHouse(house);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

for (const way of WAYS)
  test(`somebody reads the record, an entry, and what proves it (${nameOf(way)})`, { skip }, async () => {
    const { context, page, faults } = await openPage(browser, served.origin, way);
    const { ledger } = textsOf(way.language);
    await page.goto('/ledger');
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), ledger.title);
    await page.locator('a[href="/ledger/entries/0"]').click();
    await page.waitForURL('**/ledger/entries/0');
    await page.getByText('Exercise', { exact: true }).waitFor();
    const leaf = await page.locator('.record-leaf').innerText();
    assert.match(leaf, /"kind":"window-planned"/);
    await page.getByRole('link', { name: ledger.proof }).click();
    await page.waitForURL('**/api/rooftop/v1/ledger/entries/0');
    assert.deepEqual(faults, []);
    await context.close();
  });

for (const look of LOOKS)
  test(`axe finds nothing on the record, and nothing hangs over (${lookOf(look)})`, { skip }, async () => {
    const looking = { browser, origin: served.origin, look };
    assert.deepEqual(await faultsOn(['/ledger', '/ledger/entries/0', '/ledger/entries/1'], looking), []);
  });
