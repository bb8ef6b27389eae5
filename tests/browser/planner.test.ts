import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { textsOf } from '#pages/texts/index.ts';
import { planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { enter, openBrowser, openPage, skip } from '../support/browser.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { faultsOn, LOOKS, lookOf } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

const HOUR = 3_600_000;

let house: TestHouse;
let served: ServedHouse;
let browser: Browser;
let boss: Person;

before(async () => {
  if (skip) return;
  house = await openTestHouse();
  served = await serveTestHouse(house);
  browser = await openBrowser();
  boss = await house.person('boss', { role: 'admin' });
  await changeSetting(house.house, 'status_zones', 'UTC, America/Los_Angeles, Asia/Tehran');
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

for (const language of ['en', 'fa'] as const)
  test(`staff ask which hour suits a window, and move it there, without scripts (${language})`, {
    skip,
  }, async () => {
    const { planner, maintenance } = textsOf(language);
    const startsAt = Math.ceil(Date.now() / HOUR) * HOUR + 48 * HOUR;
    const words = { kind: 'network', title: `Router ${language}`, effect: 'slower', parts: ['posting'] };
    const { id } = await planWindow(house.house, { ...words, startsAt, endsAt: startsAt + HOUR });
    const { context, page, faults } = await openPage(browser, served.origin, { language, scripts: false });
    await enter(context, served.origin, await startSession(house.house, NOBODY, boss.id));
    await page.goto('/settings/maintenance');
    await page.getByRole('link', { name: planner.title }).click();
    await page.getByRole('heading', { name: planner.advised }).waitFor();
    await page.goto(`/settings/maintenance/${id}`);
    await page.getByRole('link', { name: planner.title }).click();
    await page.getByRole('heading', { name: planner.askedAbout }).waitFor();
    await page.getByLabel(planner.fields.length.label, { exact: true }).fill('for ever');
    await page.getByRole('button', { name: planner.go }).click();
    await page.locator('[aria-invalid]').waitFor();
    await page.getByLabel(planner.fields.length.label, { exact: true }).fill('1h');
    await page.getByRole('button', { name: planner.go }).click();
    const best = await page.locator('.advised-list time').first().getAttribute('datetime');
    const moved = Date.parse(best!);
    await page.goto(`/settings/maintenance/${id}/move`);
    await page.getByLabel(maintenance.starts, { exact: true }).fill(best!);
    await page.getByLabel(maintenance.ends, { exact: true }).fill(new Date(moved + HOUR).toISOString());
    await page.getByLabel(maintenance.reason).fill(planner.title);
    await page.getByRole('button', { name: maintenance.moveGo }).click();
    await page.getByText(maintenance.back).waitFor();
    assert.equal(seeWindow(house.view, id)?.window.startsAt, moved);
    assert.deepEqual(faults, []);
    await context.close();
  });

const signIn = async (context: BrowserContext) =>
  enter(context, served.origin, await startSession(house.house, NOBODY, boss.id));

for (const look of LOOKS)
  test(`axe finds nothing on the page of advice, and nothing hangs over (${lookOf(look)})`, {
    skip,
  }, async () => {
    const looking = { browser, origin: served.origin, look, enter: signIn };
    assert.deepEqual(await faultsOn(['/settings/maintenance-advice?length=90m&notice=1h'], looking), []);
  });
