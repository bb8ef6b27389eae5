import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { textsOf } from '#pages/texts/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { nameOf, openBrowser, openPage, skip, WAYS } from '../support/browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

const PASSWORD = 'chair window honey';

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

type App = { readonly client_id: string; readonly client_secret: string };

for (const [n, way] of WAYS.entries())
  test(`an app asks, somebody signs up and in, allows it and takes it back ${nameOf(way)}`, {
    skip,
  }, async () => {
    const { context, page, faults } = await openPage(browser, served.origin, way);
    const { auth, oauth, settings, nav } = textsOf(way.language);
    const redirect = `${served.origin}/about`;
    const app = await house.json<App>('POST', '/api/v1/apps', {
      json: { client_name: 'A Reader', redirect_uris: redirect, scopes: 'read write' },
    });
    await page.goto('/auth/sign_up');
    await page.getByLabel(auth.username).fill(`reader${n}`);
    await page.getByLabel(auth.password, { exact: true }).fill(PASSWORD);
    await page.getByLabel(auth.agree).check();
    await page.getByRole('button', { name: auth.signUpGo }).click();
    await page.waitForURL('**/home');
    await page.getByRole('button', { name: nav.signOut }).click();
    await page.waitForURL('**/');

    const asked = {
      response_type: 'code',
      client_id: app.client_id,
      redirect_uri: redirect,
      scope: 'read write',
    };
    await page.goto(`/oauth/authorize?${new URLSearchParams(asked)}`);
    await page.getByLabel(auth.login).fill(`reader${n}`);
    await page.getByLabel(auth.password).fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: auth.signInGo }).click();
    await page.getByText(oauth.scopes.read).waitFor();
    await page.getByRole('button', { name: oauth.allow, exact: true }).click();
    await page.waitForURL('**/about?code=*');

    const code = new URL(page.url()).searchParams.get('code');
    const { access_token: token } = await house.json('POST', '/oauth/token', {
      json: { ...app, grant_type: 'authorization_code', code, redirect_uri: redirect },
    });
    const me = await house.json('GET', '/oauth/userinfo', { token: String(token) });
    assert.equal(me['preferred_username'], `reader${n}`);

    await page.goto('/settings/account');
    await page.getByText('A Reader').waitFor();
    await page.getByRole('button', { name: settings.revoke }).click();
    await page.getByText(settings.noApps).waitFor();
    const after = await house.request('GET', '/oauth/userinfo', { token: String(token) });
    assert.equal(after.status, 401);
    assert.deepEqual(faults, []);
    await context.close();
  });
