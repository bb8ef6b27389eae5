import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { enter, openBrowser, skip } from '../support/browser.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { faultsOn, LOOKS, lookOf, NOWHERE } from '../support/look.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';
import { PERSIAN_POSTS } from '../support/sample-posts.ts';

let house: TestHouse;
let served: ServedHouse;
let browser: Browser;
let baran: Person;
let postId: string;

before(async () => {
  if (skip) return;
  house = await openTestHouse();
  served = await serveTestHouse(house);
  browser = await openBrowser();
  baran = await house.person('baran', { displayName: 'باران نیکو' });
  const other = await house.person('ada', { displayName: 'Ada' });
  const post = (person: Person, json: object) =>
    house.json<{ id: string }>('POST', '/api/v1/statuses', { token: person.token, json });
  for (const status of PERSIAN_POSTS.slice(0, 5)) await post(baran, { status, language: 'fa' });
  const answered = await post(other, {
    status: 'A post in English, with a warning',
    spoiler_text: 'Careful',
  });
  postId = answered.id;
  await post(baran, { status: '@ada سلام', in_reply_to_id: postId, visibility: 'unlisted' });
});
after(async () => {
  await browser?.close();
  await served?.close();
  await house?.close();
});

const STRANGERS = [
  '/',
  '/public',
  '/tags/شب',
  '/@ada',
  '/about',
  '/auth/sign_in',
  '/settings/reading',
  NOWHERE,
];
const MEMBERS = [
  '/home',
  '/@ada',
  '/@baran',
  '/publish',
  '/notifications',
  '/bookmarks',
  '/settings/profile',
  '/settings/account',
  '/follow_requests',
];

const signIn = async (context: BrowserContext) =>
  enter(context, served.origin, await startSession(house.house, NOBODY, baran.id));

for (const look of LOOKS) {
  const looking = () => ({ browser, origin: served.origin, look });
  test(`axe finds nothing on pages for strangers, and nothing hangs over (${lookOf(look)})`, {
    skip,
  }, async () => {
    assert.deepEqual(await faultsOn([...STRANGERS, `/@ada/${postId}`], looking()), []);
  });
  test(`axe finds nothing on pages for members, and nothing hangs over (${lookOf(look)})`, {
    skip,
  }, async () => {
    const faults = await faultsOn([...MEMBERS, `/@ada/${postId}`], { ...looking(), enter: signIn });
    assert.deepEqual(faults, []);
  });
}
