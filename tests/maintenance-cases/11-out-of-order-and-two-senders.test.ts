import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { currentNotices, linkNotices, seeNotice, takeNotices } from '#rooms/notices/index.ts';
import { bytesOf, type Changes, notice } from '../notices/samples.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let server: TestHouse;

beforeEach(async () => {
  server = await openTestHouse();
});
afterEach(() => server.close());

async function take(changes: Changes, more: readonly string[] = []) {
  const [one] = await takeNotices(server.house, bytesOf(notice(changes, more)), 'test');
  return one!.taken!;
}
const harms = () => new Set(currentNotices(server.view).map(({ harm }) => harm)).size;

test('hard case 11: out of order: what is older is kept and changes nothing; what is the same is kept once', async () => {
  const { noticeId } = await take({ SEQUENCE: '2', DTEND: ':20260616T071500Z' });
  await take({ SEQUENCE: '1' });
  assert.equal((await take({ SEQUENCE: '1' })).duplicate, true);
  const seen = seeNotice(server.view, noticeId!)!;
  assert.deepEqual([seen.windows[0]?.sequence, seen.messages.length], [2, 2]);
});

const RESELLER: Changes = {
  'X-MAINTNOTE-PROVIDER': 'reseller.example',
  'X-MAINTNOTE-ACCOUNT': '99',
  'X-MAINTNOTE-MAINTENANCE-ID': 'RES-000001',
  UID: 'res-1',
};

test('hard case 11: two senders for one job: the supplier’s id repeated by a reseller makes it one harm', async () => {
  await take({});
  await take(RESELLER, ['X-MAINTNOTE-MAINTENANCE-ID:JOB-000007']);
  assert.deepEqual([currentNotices(server.view).length, harms()], [2, 1]);
});

test('hard case 11: two senders for one job: without a common id a person links them, and it is counted once', async () => {
  const one = await take({});
  const two = await take(RESELLER);
  assert.equal(harms(), 2);
  await linkNotices(server.house, one.noticeId!, two.noticeId!, 'same-harm');
  assert.deepEqual([currentNotices(server.view).length, harms()], [2, 1]);
});

test('hard case 11: an id that is used again at another time is another harm', async () => {
  await take({});
  await take({ ...RESELLER, DTSTART: ':20270616T044500Z', DTEND: ':20270616T061500Z' }, [
    'X-MAINTNOTE-MAINTENANCE-ID:JOB-000007',
  ]);
  assert.equal(harms(), 2);
});
