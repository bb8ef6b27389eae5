import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { JUNE_ZONES, openWorkHouse, type WorkHouse } from '../status/works.ts';
import { nameOf, openBrowser, openPage, skip, WAYS } from '../support/browser.ts';
import { faultsOn, LOOKS, lookOf } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

let works: WorkHouse;
let served: ServedHouse;
let browser: Browser;
let movedId: number;

/** A planned, a moved, an active, an overrun, a finished and a cancelled window at once. */
before(async () => {
  if (skip) return;
  works = await openWorkHouse();
  await works.zones(`UTC, ${JUNE_ZONES}`);
  movedId = await works.plan('2009-06-16T04:45:00Z', '2009-06-16T06:15:00Z', {
    title: 'Routers of our host',
    kind: 'provider',
    description: 'Our host replaces routers.',
  });
  await works.plan('2009-06-18T04:00:00Z', '2009-06-18T05:00:00Z', {
    title: 'نسخهٔ تازه',
    effect: 'none',
    parts: [],
  });
  const finished = await works.plan('2009-06-15T22:30:00Z', '2009-06-15T23:30:00Z', { title: 'New disks' });
  const cancelled = await works.plan('2009-06-17T22:30:00Z', '2009-06-17T23:30:00Z', {
    title: 'Exercise',
    kind: 'drill',
  });
  const overrun = await works.plan('2009-06-16T00:00:00Z', '2009-06-16T00:30:00Z', {
    title: 'New rack',
    effect: 'read-only',
  });
  const active = await works.plan('2009-06-16T00:20:00Z', '2009-06-16T02:00:00Z', {
    title: 'Index',
    effect: 'slower',
  });
  works.at('2009-06-15T22:30:00Z');
  await works.start(finished);
  works.at('2009-06-15T23:24:00Z');
  await works.move(
    movedId,
    '2009-06-16T21:00:00Z',
    '2009-06-16T22:00:00Z',
    'People in Iran asked for another hour.',
  );
  await works.finish(finished);
  await works.cancel(cancelled, 'Not needed');
  works.at('2009-06-16T00:20:00Z');
  await works.start(overrun);
  await works.start(active);
  works.at('2009-06-16T00:40:00Z');
  await works.say(overrun, 'A cable is too short.');
  served = await serveTestHouse(works.server);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await served?.close();
  await works?.server.close();
});

/** A date, an hour and a struck slot as each language shows them. */
const SAYS = {
  en: {
    title: 'Status',
    moved: 'Wed 17 June 01:30–02:30',
    struck: 'Tue 16 June 09:15–10:45 in Tehran',
    window: 'Routers of our host',
  },
  fa: {
    title: 'وضعیت',
    moved: 'چهارشنبه ۲۷ خرداد ۰۱:۳۰ تا ۰۲:۳۰',
    struck: 'سه‌شنبه ۲۶ خرداد، ۰۹:۱۵ تا ۱۰:۴۵ در تهران',
    window: 'Routers of our host',
  },
} as const;

for (const way of WAYS)
  test(`somebody finds the status page, sees what was moved and opens it (${nameOf(way)})`, {
    skip,
  }, async () => {
    const says = SAYS[way.language];
    const { context, page, faults } = await openPage(browser, served.origin, way);
    await page.goto('/about');
    await page.locator('footer').getByRole('link', { name: says.title }).click();
    await page.waitForURL('**/status');
    assert.equal(await page.locator('h1').innerText(), says.title);
    const moved = page.locator(`#window-${movedId}`);
    const row = moved.locator('tbody tr').last();
    assert.match(await row.innerText(), new RegExp(says.moved.replaceAll(' ', '\\s')));
    const struck = moved.locator('s', { hasText: says.struck });
    assert.equal(await struck.evaluate((one) => getComputedStyle(one).textDecorationLine), 'line-through');
    await moved.getByRole('link', { name: says.window }).click();
    await page.waitForURL(`**/status/windows/${movedId}`);
    assert.equal(await page.locator('h1').innerText(), says.window);
    assert.ok((await page.locator('.work a[href^="/ledger/entries/"]').count()) >= 2);
    assert.deepEqual(faults, []);
    await context.close();
  });

for (const look of LOOKS)
  test(`axe finds nothing on status pages, and nothing hangs over (${lookOf(look)})`, { skip }, async () => {
    const looking = { browser, origin: served.origin, look };
    assert.deepEqual(
      await faultsOn(['/status', `/status/windows/${movedId}`, '/status/windows'], looking),
      [],
    );
  });
