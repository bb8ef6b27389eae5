import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { textsOf } from '#pages/texts/index.ts';
import { planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { enter, openBrowser, openPage, skip } from '../support/browser.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
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

type Found = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

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

for (const [language, scheme] of [
  ['en', 'light'],
  ['fa', 'dark'],
] as const)
  test(`axe finds nothing on the page of advice (${language}, ${scheme})`, { skip }, async () => {
    const width = language === 'fa' ? 390 : 1280;
    const way = { language, scripts: true, scheme, width };
    const { context, page } = await openPage(browser, served.origin, way);
    await enter(context, served.origin, await startSession(house.house, NOBODY, boss.id));
    const response = await page.goto('/settings/maintenance-advice?length=90m&notice=1h');
    assert.equal(response?.status(), 200);
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as never as { axe: { run(): Promise<{ violations: Found[] }> } };
      return (await axe.run()).violations;
    });
    const lines = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.deepEqual(lines, []);
    assert.ok(overflow <= 0, `${overflow} pixels too wide`);
    await context.close();
  });
