import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { textsOf } from '#pages/texts/index.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { answerRequest, namePetition, receiveRequest, releaseRequest } from '#rooms/requests/index.ts';
import { type Asking, openAsking } from '../requests/asking.ts';
import { DRAFT, HOUR } from '../requests/draft.ts';
import { enter, openBrowser, openPage, skip } from '../support/browser.ts';
import type { Person } from '../support/house.ts';
import { faultsOn, LOOKS, lookOf } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

let asking: Asking;
let served: ServedHouse;
let browser: Browser;
let boss: Person;
before(async () => {
  if (skip) return;
  asking = await openAsking(Date.now());
  served = await serveTestHouse(asking.house);
  browser = await openBrowser();
  boss = await asking.house.person('boss', { role: 'admin' });
  const windowId = await asking.plan({ title: 'Network upgrade of the provider' });
  const { house } = asking.house;
  const petition = await namePetition(house, { hashtag: 'nomaintenance', windowId, wish: 'later', text: '' });
  const draft = { ...DRAFT, windowId, wish: 'earlier', languages: 'fa', contact: 'x@example.org' };
  const persian = await receiveRequest(
    house,
    { ...draft, name: 'ندا', text: 'لطفاً شب انجامش دهید.\nروزها به آن نیاز داریم.' },
    { way: 'form' },
  );
  await releaseRequest(house, persian.number);
  await answerRequest(house, persian.number, {
    outcome: 'refused',
    text: 'The provider cannot begin earlier.',
    changes: [],
    against: [petition.number],
  });
  await receiveRequest(house, { ...draft, asker: 'government' }, { way: 'form' });
});
after(async () => {
  await browser?.close();
  await served?.close();
  await asking?.house.close();
});

const signIn = async (context: BrowserContext) =>
  enter(context, served.origin, await startSession(asking.house.house, NOBODY, boss.id));

const ONES = ['/requests/1', '/requests/2', '/requests/3', '/settings/requests/2', '/settings/requests/3'];
const PATHS = ['/requests', '/requests/new', '/settings/requests', ...ONES];

for (const look of LOOKS)
  test(`axe finds nothing on the pages of requests, and nothing hangs over (${lookOf(look)})`, {
    skip,
  }, async () => {
    const looking = { browser, origin: served.origin, look, enter: signIn };
    assert.deepEqual(await faultsOn(PATHS, looking), []);
  });

for (const language of ['en', 'fa'] as const)
  test(`somebody asks, keeps the receipt and is answered, without scripts (${language})`, {
    skip,
  }, async () => {
    asking.clock.now += HOUR;
    const { asks } = textsOf(language);
    const { context, page, faults } = await openPage(browser, served.origin, { language, scripts: false });
    await page.goto('/requests');
    await page.getByRole('link', { name: asks.ask }).click();
    await page.getByLabel(asks.form.kind).selectOption('newsroom');
    await page.getByLabel(asks.form.name).fill('The Morning Paper');
    await page.getByLabel(asks.form.window).selectOption({ index: 1 });
    await page.getByLabel(asks.form.text).fill('Our readers are awake then.');
    await page.getByLabel(asks.form.opens).fill('yesterday');
    await page.getByRole('button', { name: asks.form.send }).click();
    await page.getByText(asks.problems.opens).first().waitFor();
    assert.equal(await page.getByLabel(asks.form.name).inputValue(), 'The Morning Paper');
    await page.getByLabel(asks.form.opens).fill('');
    await page.getByRole('button', { name: asks.form.send }).click();
    await page.getByText(asks.receipt.keep).waitFor();
    await page.getByText('Our readers are awake then.').waitFor();
    await page.getByRole('link', { name: asks.receipt.follow }).click();
    await page.getByText(asks.hidden.waiting).waitFor();
    const number = /\/requests\/(\d+)$/.exec(page.url())![1]!;
    assert.equal(await page.getByText('The Morning Paper').count(), 0);
    const staff = await openPage(browser, served.origin, { language, scripts: false });
    await enter(staff.context, served.origin, await startSession(asking.house.house, NOBODY, boss.id));
    await staff.page.goto(`/settings/requests/${number}`);
    await staff.page.getByRole('button', { name: asks.staff.release }).click();
    await staff.page.getByLabel(asks.staff.answerText).fill('The work cannot wait.');
    await staff.page.getByRole('button', { name: asks.staff.answer }).click();
    await staff.page.getByText('The work cannot wait.').first().waitFor();
    await page.reload();
    await page.getByText('The Morning Paper').waitFor();
    await page.getByText('The work cannot wait.').waitFor();
    await page.getByText(asks.states.refused).first().waitFor();
    assert.deepEqual([...faults, ...staff.faults], []);
    await staff.context.close();
    await context.close();
  });
