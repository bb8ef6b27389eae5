import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { textsOf } from '#pages/texts/index.ts';
import { currentNotices, takeNotices } from '#rooms/notices/index.ts';
import { waitingMessages } from '#rooms/notices/views.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { bytesOf, type Changes, notice } from '../notices/samples.ts';
import { enter, openBrowser, openPage, skip } from '../support/browser.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { faultsOn, LOOKS, lookOf } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

const PATH = '/settings/notices';

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
  const take = (changes: Changes) => takeNotices(house.house, bytesOf(notice(changes)), 'notices/a.ics');
  await take({});
  for (const job of ['PST-1', 'PST-2'])
    await take({
      'X-MAINTNOTE-MAINTENANCE-ID': job,
      DTSTART: ';TZID=PST:20090615T214500',
      DTEND: ';TZID=PST:20090615T231500',
    });
  await take({ SEQUENCE: '3', 'X-MAINTNOTE-STATUS': 'CANCELLED' });
  await take({ SEQUENCE: '3', 'X-MAINTNOTE-STATUS': 'IN-PROCESS' });
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

const signIn = async (context: BrowserContext) =>
  enter(context, served.origin, await startSession(house.house, NOBODY, boss.id));

for (const look of LOOKS)
  test(`axe finds nothing on the pages of notices, and nothing hangs over (${lookOf(look)})`, {
    skip,
  }, async () => {
    const looking = { browser, origin: served.origin, look, enter: signIn };
    assert.deepEqual(
      await faultsOn([PATH, ...waitingMessages(house.view).map(({ id }) => `${PATH}/${id}`)], looking),
      [],
    );
  });

for (const [language, scheme] of [
  ['en', 'light'],
  ['fa', 'dark'],
] as const) {
  test(`staff confirm the zone of a notice without scripts (${language})`, { skip }, async () => {
    const way = { language, scripts: false, scheme, width: 390 };
    const { context, page } = await openPage(browser, served.origin, way);
    await enter(context, served.origin, await startSession(house.house, NOBODY, boss.id));
    const { notices: texts } = textsOf(language);
    const job = language === 'en' ? 'PST-1' : 'PST-2';
    await page.goto(PATH);
    await page.getByRole('link', { name: job }).click();
    await page.getByLabel(texts.zone, { exact: true }).fill('PST');
    await page.getByRole('button', { name: texts.acceptGo }).click();
    assert.equal(await page.getByText(texts.faults.zone).first().isVisible(), true);
    await page.getByLabel(texts.zone, { exact: true }).fill('America/Los_Angeles');
    await page.getByRole('button', { name: texts.acceptGo }).click();
    assert.equal(new URL(page.url()).pathname, PATH);
    const taken = currentNotices(house.view).find(({ maintenanceIds }) => maintenanceIds[0] === job);
    assert.equal(new Date(taken!.startsAt).toISOString(), '2009-06-16T04:45:00.000Z');
    await context.close();
  });
}
