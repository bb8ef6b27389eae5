import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { textsOf } from '#pages/texts/index.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { enter, openBrowser, openPage, skip } from '../support/browser.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

let house: TestHouse;
let served: ServedHouse;
let browser: Browser;
let ada: Person;
let ben: Person;

before(async () => {
  if (skip) return;
  house = await openTestHouse();
  served = await serveTestHouse(house);
  browser = await openBrowser();
  ada = await house.person('ada', { displayName: 'Ada' });
  ben = await house.person('ben', { displayName: 'Ben' });
  await house.json('POST', `/api/v1/accounts/${ada.id}/follow`, { token: ben.token });
  for (let n = 0; n < 12; n++)
    await say(`number ${n}, long enough to fill a page ${'and more '.repeat(20)} #night`);
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

async function say(status: string): Promise<string> {
  const json = { status, language: 'en' };
  return (await house.json<{ id: string }>('POST', '/api/v1/statuses', { token: ada.token, json })).id;
}

async function listen(page: Page, path: string, language: 'en' | 'fa'): Promise<void> {
  await page.goto(path);
  await page.locator('.live', { hasText: textsOf(language).timeline.live }).waitFor();
}

/** What a list shows, without what only says how long ago it came. */
function shown(page: Page): Promise<string> {
  return page.locator('.posts').evaluate((list) => {
    const copy = list.cloneNode(true) as HTMLElement;
    for (const post of copy.querySelectorAll('article')) post.classList.remove('arriving');
    for (const time of copy.querySelectorAll('time')) time.textContent = '';
    return copy.innerHTML;
  });
}

for (const [path, language, member] of [
  ['/tags/night', 'en', false],
  ['/public', 'fa', false],
  ['/home', 'fa', true],
] as const)
  test(`posts arrive, change and leave on ${path} by themselves, as a reload shows them`, {
    skip,
  }, async () => {
    const { context, page, faults } = await openPage(browser, served.origin, { language, scripts: true });
    if (member) await enter(context, served.origin, await startSession(house.house, NOBODY, ben.id));
    await listen(page, path, language);
    const id = await say(`just now on ${path} #night`);
    const post = page.locator(`article[data-id="${id}"]`);
    await post.getByText('just now').waitFor();
    assert.equal(await page.locator('.posts > article').first().getAttribute('data-id'), id);
    await page
      .locator('[role=status]', {
        hasText: textsOf(language).timeline.arrived(language === 'fa' ? '۱' : '1'),
      })
      .waitFor({ state: 'attached' });
    await house.json('PUT', `/api/v1/statuses/${id}`, {
      token: ada.token,
      json: { status: 'just changed #night' },
    });
    await post.getByText('just changed').waitFor();
    const live = await shown(page);
    await listen(page, path, language);
    assert.equal(await shown(page), live);
    await house.json('DELETE', `/api/v1/statuses/${id}`, { token: ada.token });
    await post.waitFor({ state: 'detached' });
    assert.deepEqual(faults, []);
    await context.close();
  });

test('while somebody reads further down nothing moves until they ask for it', { skip }, async () => {
  const { context, page, faults } = await openPage(browser, served.origin, { language: 'en', scripts: true });
  await listen(page, '/tags/night', 'en');
  await page.evaluate(() => scrollTo({ top: 1_500, behavior: 'instant' }));
  const sixth = page.locator('.posts > article').nth(5);
  const before = await sixth.boundingBox();
  const id = await say('while you read #night');
  const pill = page.getByRole('button', { name: 'Show new posts (1)' });
  await pill.waitFor();
  assert.equal(await page.locator(`article[data-id="${id}"]`).count(), 0);
  assert.equal(Math.round((await sixth.boundingBox())!.y), Math.round(before!.y));
  await pill.click();
  await page.locator(`article[data-id="${id}"]`).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
