import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { textsOf } from '#pages/texts/index.ts';
import { moveWindow, planWindow, seeWindow, windows } from '#rooms/maintenance/index.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { enter, openBrowser, openPage, skip } from '../support/browser.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { faultsOn, LOOKS, lookOf } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

const HOUR = 3_600_000;
const PATH = '/settings/maintenance';

let house: TestHouse;
let served: ServedHouse;
let browser: Browser;
let boss: Person;
let windowId: number;

before(async () => {
  if (skip) return;
  house = await openTestHouse();
  served = await serveTestHouse(house);
  browser = await openBrowser();
  boss = await house.person('boss', { role: 'admin' });
  await changeSetting(house.house, 'status_zones', 'UTC, America/Los_Angeles, Asia/Tehran');
  const startsAt = Date.now() + 48 * HOUR;
  const slot = { startsAt, endsAt: startsAt + HOUR };
  const words = { kind: 'network', title: 'New router', effect: 'slower', parts: ['posting', 'search'] };
  windowId = (await planWindow(house.house, { ...words, ...slot, description: 'A new router.' })).id;
  const later = { startsAt: startsAt + HOUR, endsAt: startsAt + 2 * HOUR, reason: 'Asked for by many' };
  await moveWindow(house.house, windowId, later);
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

const signIn = async (context: BrowserContext) =>
  enter(context, served.origin, await startSession(house.house, NOBODY, boss.id));

const DEEDS = ['', '/move', '/bounds', '/update', '/cancel'];
for (const look of LOOKS)
  test(`axe finds nothing on the pages of planned work, and nothing hangs over (${lookOf(look)})`, {
    skip,
  }, async () => {
    const looking = { browser, origin: served.origin, look, enter: signIn };
    assert.deepEqual(
      await faultsOn([PATH, ...DEEDS.map((deed) => `${PATH}/${windowId}${deed}`)], looking),
      [],
    );
  });

for (const language of ['en', 'fa'] as const)
  test(`staff plan work and cancel it, without scripts (${language})`, { skip }, async () => {
    const { maintenance, status } = textsOf(language);
    const { context, page } = await openPage(browser, served.origin, { language, scripts: false });
    await enter(context, served.origin, await startSession(house.house, NOBODY, boss.id));
    const title = `Disks ${language}`;
    await page.goto(PATH);
    await page.getByLabel(maintenance.windowTitle).fill(title);
    await page.getByLabel(maintenance.effect).selectOption('read-only');
    await page.getByLabel(status.part.posting).check();
    await page.getByLabel(maintenance.starts, { exact: true }).fill('2030-06-16 2pm PST');
    await page.getByLabel(maintenance.ends, { exact: true }).fill('2030-06-16 15:00');
    await page.getByLabel(maintenance.zone).fill('America/Los_Angeles');
    await page.getByRole('button', { name: maintenance.planGo }).click();
    await page.locator('[aria-invalid]').waitFor();
    assert.equal(await page.getByLabel(maintenance.windowTitle).inputValue(), title);
    assert.equal(await page.getByLabel(status.part.posting).isChecked(), true);
    await page.getByLabel(maintenance.starts, { exact: true }).fill('2030-06-16 14:00');
    await page.getByLabel(maintenance.evenThough).check();
    await page.getByRole('button', { name: maintenance.planGo }).click();
    await page.getByRole('link', { name: maintenance.cancel, exact: true }).click();
    await page.getByLabel(maintenance.reason).fill('Not needed');
    await page.getByRole('button', { name: maintenance.cancelGo }).click();
    await page.getByText('Not needed').waitFor();
    const one = windows(house.view).find((window) => window.title === title)!;
    assert.equal(seeWindow(house.view, one.id)!.window.state, 'cancelled');
    assert.equal(one.startsAt, Date.UTC(2030, 5, 16, 21));
    await context.close();
  });
