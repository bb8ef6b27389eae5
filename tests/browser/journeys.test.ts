import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { textsOf } from '#pages/texts/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { nameOf, openBrowser, openPage, skip, WAYS, type Way } from '../support/browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

const PASSWORD = 'chair window honey';
/** A red square of 8 × 8, as PNG. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
  'base64',
);

let house: TestHouse;
let served: ServedHouse;
let browser: Browser;

before(async () => {
  if (skip) return;
  house = await openTestHouse();
  served = await serveTestHouse(house);
  await changeSetting(served.house, 'registrations', 'open');
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

async function signUp(page: Page, way: Way, username: string): Promise<void> {
  const { auth } = textsOf(way.language);
  await page.goto('/auth/sign_up');
  await page.getByLabel(auth.username).fill(username);
  await page.getByLabel(auth.password, { exact: true }).fill(PASSWORD);
  await page.getByLabel(auth.agree).check();
  await page.getByRole('button', { name: auth.signUpGo }).click();
  await page.waitForURL('**/home');
}

for (const [n, way] of WAYS.entries())
  test(`somebody signs up, posts a picture, replies, boosts, favourites and edits ${nameOf(way)}`, {
    skip,
  }, async () => {
    const { context, page, faults } = await openPage(browser, served.origin, way);
    const texts = textsOf(way.language);
    const friend = await house.person(`friend${n}`);
    const { id } = await house.json<{ id: string }>('POST', '/api/v1/statuses', {
      token: friend.token,
      json: { status: 'Is anybody here?' },
    });

    await signUp(page, way, `somebody${n}`);
    await page.getByRole('button', { name: texts.nav.signOut }).click();
    await page.waitForURL('**/');
    await page.goto('/home');
    await page.getByLabel(texts.auth.login).fill(`somebody${n}`);
    await page.getByLabel(texts.auth.password).fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: texts.auth.signInGo }).click();
    await page.waitForURL('**/home');

    await page.getByLabel(texts.compose.label).fill('سلام از پشت‌بام #شب');
    await page.getByText(texts.compose.images, { exact: true }).click();
    const first = textsOf(way.language).compose.image(way.language === 'fa' ? '۱' : '1');
    await page
      .getByLabel(first, { exact: true })
      .setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: PICTURE });
    await page.getByLabel(texts.compose.description(way.language === 'fa' ? '۱' : '1')).fill('a red square');
    await page.getByRole('button', { name: texts.compose.send, exact: true }).click();
    const own = page.locator('article.post', { hasText: 'سلام از پشت‌بام' });
    await own.getByAltText('a red square').waitFor();

    await page.goto(`/@friend${n}/${id}`);
    const seen = page.locator('article.focus');
    for (const verb of ['favourite', 'boost', 'bookmark'] as const) {
      await seen.getByRole('button', { name: texts.post[verb], exact: true }).click();
      await seen.getByRole('button', { name: texts.post[`un${verb}`] }).waitFor();
    }
    await page.getByLabel(texts.compose.replyLabel).fill('I am.');
    await page.getByRole('button', { name: texts.compose.sendReply, exact: true }).last().click();
    await page.locator('article.post', { hasText: 'I am.' }).waitFor();

    const reply = page.locator('article.post', { hasText: 'I am.' });
    await reply.locator('.menu > summary').click();
    await reply.getByRole('link', { name: texts.post.edit }).click();
    await page.getByLabel(texts.compose.label).fill('I am here.');
    await page.getByRole('button', { name: texts.compose.save }).click();
    await page.getByText('I am here.').waitFor();
    await page.getByRole('link', { name: texts.post.edited }).click();
    await page.getByText('I am.', { exact: true }).waitFor();

    await page.goto('/settings/profile');
    await page.getByLabel(texts.settings.displayName).fill('باران');
    await page.getByLabel(texts.settings.location).fill('Tehran');
    await page
      .getByLabel(texts.settings.avatar, { exact: true })
      .setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: PICTURE });
    await page.getByRole('button', { name: texts.settings.save }).click();
    await page.getByText(texts.settings.saved).waitFor();
    await page.goto(`/@somebody${n}`);
    await page.getByRole('heading', { name: 'باران' }).waitFor();
    await page.getByText('Tehran').waitFor();
    await page.locator('.profile img.face').waitFor();

    const status = await house.json('GET', `/api/v1/statuses/${id}`);
    assert.deepEqual(
      [status['replies_count'], status['reblogs_count'], status['favourites_count']],
      [1, 1, 1],
    );
    assert.deepEqual(faults, []);
    await context.close();
  });
