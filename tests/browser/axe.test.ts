import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { NOBODY } from '#machinery/http/caller.ts';
import { startSession } from '#rooms/oauth/session.ts';
import { enter, openBrowser, openPage, skip } from '../support/browser.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';
import { PERSIAN_POSTS } from '../support/sample-posts.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

type Found = {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly any: unknown }[];
};

/** Everything axe finds on these pages, with all that is folded away unfolded. */
async function faultsOn(
  paths: readonly string[],
  language: 'en' | 'fa',
  scheme: 'light' | 'dark',
  member: boolean,
) {
  const width = language === 'fa' ? 390 : 1280;
  const { context, page } = await openPage(browser, served.origin, {
    language,
    scripts: true,
    scheme,
    width,
  });
  if (member) await enter(context, served.origin, await startSession(house.house, NOBODY, baran.id));
  const lines: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as never as { axe: { run(): Promise<{ violations: Found[] }> } };
      return (await axe.run()).violations;
    });
    for (const { id, nodes } of violations)
      lines.push(`${path} ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }
  await context.close();
  return lines;
}

const STRANGERS = [
  '/',
  '/public',
  '/tags/شب',
  '/@ada',
  '/about',
  '/auth/sign_in',
  '/settings/reading',
  '/nothing',
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

for (const [language, scheme] of [
  ['en', 'light'],
  ['fa', 'dark'],
] as const) {
  test(`axe finds nothing on pages for strangers (${language}, ${scheme})`, { skip }, async () => {
    assert.deepEqual(await faultsOn([...STRANGERS, `/@ada/${postId}`], language, scheme, false), []);
  });
  test(`axe finds nothing on pages for members (${language}, ${scheme})`, { skip }, async () => {
    assert.deepEqual(await faultsOn([...MEMBERS, `/@ada/${postId}`], language, scheme, true), []);
  });
}
