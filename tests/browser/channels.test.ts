import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { textsOf } from '#pages/texts/index.ts';
import { startSession } from '#rooms/oauth/session.ts';
import {
  answerJson,
  HOUR,
  openWatching,
  pageAnswer,
  quietPage,
  type Watching,
} from '../channels/watching.ts';
import { enter, nameOf, openBrowser, openPage, skip, WAYS } from '../support/browser.ts';
import type { Person } from '../support/house.ts';
import { faultsOn, LOOKS, lookOf } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

let house: Watching;
let served: ServedHouse;
let browser: Browser;
let admin: Person;

/** Three services over three days: one well with work ahead, one that fell, one that nobody can read any more. */
before(async () => {
  if (skip) return;
  house = await openWatching();
  admin = await house.person('boss', { role: 'admin' });
  const page = quietPage();
  const start = house.clock.now + 100 * HOUR;
  page.upcoming = [{ id: '1', name: 'Disks are moved', from: start, to: start + HOUR }];
  let day = 0;
  house.outside.answer((request, response) => {
    if (request.url === '/site') response.writeHead(day === 1 ? 500 : 200).end();
    else if (request.url === '/calendar.ics') response.writeHead(day === 2 ? 500 : 200).end(CALENDAR);
    else answerJson(response, pageAnswer(page, request.url!));
  });
  await house.watch('statuspage', 'Photo host');
  await house.watch('http', 'News site', '/site');
  await house.watch('ical', 'تقویم میزبان', '/calendar.ics');
  for (; day < 3; day++) {
    await house.round(24 * HOUR);
    await house.round(HOUR);
  }
  served = await serveTestHouse(house);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

const CALENDAR =
  'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:a\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270101T000000Z\r\nDTEND:20270101T010000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

for (const way of WAYS.filter(({ scripts }) => !scripts))
  test(`somebody sees how other services stand, in words, signs and a strip (${nameOf(way)})`, {
    skip,
  }, async () => {
    const t = textsOf(way.language).channels;
    const { context, page, faults } = await openPage(browser, served.origin, way);
    await page.goto('/channels');
    assert.equal(await page.locator('h1').innerText(), t.title);
    const card = (name: string) => page.locator('article.channel', { hasText: name });
    assert.equal(await card('Photo host').locator('.badge').innerText(), `● ${t.state.up}`);
    assert.match(await card('Photo host').innerText(), /Disks are moved/);
    assert.equal(await card('تقویم میزبان').locator('.badge').innerText(), `? ${t.state.unknown}`);
    assert.equal(
      await card('News site').locator('rect.down').count(),
      2,
      'it fell on one day and rose on the next',
    );
    const [first, last] = await card('News site')
      .locator('rect')
      .evaluateAll((bars) => [bars[0]!, bars.at(-1)!].map((bar) => bar.getBoundingClientRect().left));
    assert.equal(first! < last!, way.language === 'en', 'time runs as the language is read');
    assert.deepEqual(faults, []);
    await context.close();
  });

const signIn = async (context: BrowserContext) =>
  enter(context, served.origin, await startSession(served.house, NOBODY, admin.id));

for (const look of LOOKS)
  test(`axe finds nothing on pages of channels, and nothing hangs over (${lookOf(look)})`, {
    skip,
  }, async () => {
    const looking = { browser, origin: served.origin, look, enter: signIn };
    assert.deepEqual(await faultsOn(['/channels', '/settings/channels'], looking), []);
  });
