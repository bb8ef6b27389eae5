import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { currentNotices, seeNotice } from '#rooms/notices/index.ts';
import { watchCalendars } from '#rooms/notices/watch-calendars.ts';
import { addSource, noticeSources, SOURCES_MOST } from '#rooms/notices/watch-source.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { type Outside, openOutside } from '../egress/outside.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { notice } from './samples.ts';

const MINUTE = 60_000;

let server: TestHouse;
let outside: Outside;
let clock: number;
let asked: number;
let answer: { readonly status: number; readonly body: string };

beforeEach(async () => {
  clock = Date.UTC(2026, 5, 10);
  asked = 0;
  answer = { status: 200, body: notice() };
  server = await openTestHouse({ now: () => clock });
  outside = await openOutside((_request, response) => {
    asked++;
    response.writeHead(answer.status, { 'content-type': 'text/calendar' }).end(answer.body);
  });
  await changeSetting(server.house, 'egress_allow', outside.place);
});
afterEach(async () => {
  await outside.close();
  await server.close();
});

test('a watched calendar is asked every quarter of an hour, and its notices are taken once', async () => {
  await addSource(server.house, `${outside.origin}/notices.ics`);
  const round = watchCalendars();
  await round(server.house);
  await round(server.house);
  assert.deepEqual([asked, currentNotices(server.view).length], [1, 1]);
  clock += 15 * MINUTE;
  answer = { status: 200, body: notice({ DTSTAMP: ':20260610T121500Z' }) };
  await round(server.house);
  const { noticeId } = currentNotices(server.view)[0]!;
  assert.deepEqual([asked, seeNotice(server.view, noticeId)?.messages.length], [2, 1]);
  clock += 15 * MINUTE;
  answer = { status: 200, body: notice({ SEQUENCE: '2', DTEND: ':20260616T071500Z' }) };
  await round(server.house);
  assert.equal(currentNotices(server.view)[0]?.sequence, 2);
});

test('a calendar that cannot be read is asked less and less, and changes nothing', async () => {
  await addSource(server.house, `${outside.origin}/notices.ics`);
  answer = { status: 500, body: '' };
  const round = watchCalendars();
  for (let i = 0; i < 8; i++) {
    await round(server.house);
    clock += 15 * MINUTE;
  }
  assert.equal(asked, 4);
  assert.deepEqual(currentNotices(server.view), []);
});

test('a source is a folder by its whole path or an address, and there is a bound on them', async () => {
  for (const place of ['notices', 'ftp://carrier.example/a', `/${'x'.repeat(2_000)}`, 'https://'])
    await assert.rejects(addSource(server.house, place), /source/);
  for (let i = 0; i < SOURCES_MOST; i++) await addSource(server.house, `/var/notices/${i}`);
  await assert.rejects(addSource(server.house, '/var/notices/more'), /At most/);
  assert.equal(noticeSources(server.view).length, SOURCES_MOST);
});
