import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Texts, textsOf } from '#pages/texts/index.ts';
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

type Walker = { readonly page: Page; readonly texts: Texts; readonly language: Way['language'] };

const picture = { name: 'red.png', mimeType: 'image/png', buffer: PICTURE };

async function signUp({ page, texts }: Walker, username: string): Promise<void> {
  await page.goto('/auth/sign_up');
  await page.getByLabel(texts.auth.username).fill(username);
  await page.getByLabel(texts.auth.password, { exact: true }).fill(PASSWORD);
  await page.getByLabel(texts.auth.agree).check();
  await page.getByRole('button', { name: texts.auth.signUpGo }).click();
  await page.waitForURL('**/home');
}

async function signOutAndIn({ page, texts }: Walker, username: string): Promise<void> {
  await page.getByRole('button', { name: texts.nav.signOut }).click();
  await page.waitForURL('**/');
  await page.goto('/home');
  await page.getByLabel(texts.auth.login).fill(username);
  await page.getByLabel(texts.auth.password).fill(PASSWORD);
  await page.getByRole('main').getByRole('button', { name: texts.auth.signInGo }).click();
  await page.waitForURL('**/home');
}

async function postPicture({ page, texts, language }: Walker): Promise<void> {
  const one = language === 'fa' ? '۱' : '1';
  await page.getByLabel(texts.compose.label).fill('سلام از پشت‌بام #شب');
  await page.getByText(texts.compose.images, { exact: true }).click();
  await page.getByLabel(texts.compose.image(one), { exact: true }).setInputFiles(picture);
  await page.getByLabel(texts.compose.description(one)).fill('a red square');
  await page.getByRole('button', { name: texts.compose.send, exact: true }).click();
  const own = page.locator('article.post', { hasText: 'سلام از پشت‌بام' });
  await own.getByAltText('a red square').waitFor();
}

async function markAndReply({ page, texts }: Walker): Promise<void> {
  const seen = page.locator('article.focus');
  for (const verb of ['favourite', 'boost', 'bookmark'] as const) {
    await seen.getByRole('button', { name: texts.post[verb], exact: true }).click();
    await seen.getByRole('button', { name: texts.post[`un${verb}`] }).waitFor();
  }
  await page.getByLabel(texts.compose.replyLabel).fill('I am.');
  await page.getByRole('button', { name: texts.compose.sendReply, exact: true }).last().click();
  await page.locator('article.post', { hasText: 'I am.' }).waitFor();
}

async function editReply({ page, texts }: Walker): Promise<void> {
  const reply = page.locator('article.post', { hasText: 'I am.' });
  await reply.locator('.menu > summary').click();
  await reply.getByRole('link', { name: texts.post.edit }).click();
  await page.getByLabel(texts.compose.label).fill('I am here.');
  await page.getByRole('button', { name: texts.compose.save }).click();
  await page.getByText('I am here.').waitFor();
  await page.getByRole('link', { name: texts.post.edited }).click();
  await page.getByText('I am.', { exact: true }).waitFor();
}

async function editProfile({ page, texts }: Walker, username: string): Promise<void> {
  await page.goto('/settings/profile');
  await page.getByLabel(texts.settings.displayName).fill('باران');
  await page.getByLabel(texts.settings.location).fill('Tehran');
  await page.getByLabel(texts.settings.avatar, { exact: true }).setInputFiles(picture);
  await page.getByRole('button', { name: texts.settings.save }).click();
  await page.getByText(texts.settings.saved).waitFor();
  await page.goto(`/@${username}`);
  await page.getByRole('heading', { name: 'باران' }).waitFor();
  await page.getByText('Tehran').waitFor();
  await page.locator('.profile img.face').waitFor();
}

for (const [n, way] of WAYS.entries())
  test(`somebody comes, posts a picture, marks, replies and edits ${nameOf(way)}`, { skip }, async () => {
    const { context, page, faults } = await openPage(browser, served.origin, way);
    const walker = { page, texts: textsOf(way.language), language: way.language };
    const friend = await house.person(`friend${n}`);
    const json = { status: 'Is anybody here?' };
    const asked = await house.json('POST', '/api/v1/statuses', { token: friend.token, json });
    await signUp(walker, `somebody${n}`);
    await signOutAndIn(walker, `somebody${n}`);
    await postPicture(walker);
    await page.goto(`/@friend${n}/${asked['id']}`);
    await markAndReply(walker);
    await editReply(walker);
    await editProfile(walker, `somebody${n}`);
    const status = await house.json('GET', `/api/v1/statuses/${asked['id']}`);
    const counts = [status['replies_count'], status['reblogs_count'], status['favourites_count']];
    assert.deepEqual(counts, [1, 1, 1]);
    assert.deepEqual(faults, []);
    await context.close();
  });
