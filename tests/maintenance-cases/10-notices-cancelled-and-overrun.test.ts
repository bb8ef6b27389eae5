import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { currentNotices, takeNotices } from '#rooms/notices/index.ts';
import { bytesOf, type Changes, notice } from '../notices/samples.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let server: TestHouse;

beforeEach(async () => {
  server = await openTestHouse();
});
afterEach(() => server.close());

async function take(changes: Changes) {
  const [one] = await takeNotices(server.house, bytesOf(notice(changes)), 'test');
  return one!.taken!.standing;
}
const now = () =>
  currentNotices(server.view).map(({ status, endsAt }) => [
    status,
    new Date(endsAt).toISOString().slice(11, 16),
  ]);

test('hard case 10: cancelled during the window, with neither objects nor impact named any more', async () => {
  await take({ 'X-MAINTNOTE-STATUS': 'IN-PROCESS', 'X-MAINTNOTE-IMPACT': 'DEGRADED' });
  const lines = { 'X-MAINTNOTE-OBJECT-ID': null, 'X-MAINTNOTE-IMPACT': null, DTSTAMP: ':20260616T050000Z' };
  await take({ ...lines, SEQUENCE: '2', 'X-MAINTNOTE-STATUS': 'CANCELLED' });
  const [window] = currentNotices(server.view);
  assert.deepEqual([window?.status, window?.impact, window?.objects.length], ['CANCELLED', 'DEGRADED', 1]);
});

test('hard case 10: completed early, and a late IN-PROCESS does not open it again', async () => {
  await take({ SEQUENCE: '3', DTSTAMP: ':20260616T053000Z', 'X-MAINTNOTE-STATUS': 'COMPLETED' });
  assert.equal(
    await take({ SEQUENCE: '2', DTSTAMP: ':20260616T044500Z', 'X-MAINTNOTE-STATUS': 'IN-PROCESS' }),
    'superseded',
  );
  assert.equal(
    await take({ SEQUENCE: '4', DTSTAMP: ':20260616T060000Z', 'X-MAINTNOTE-STATUS': 'IN-PROCESS' }),
    'reopens',
  );
  assert.deepEqual(now(), [['COMPLETED', '06:15']]);
});

test('hard case 10: IN-PROCESS past its end stays in process, with the end that was announced', async () => {
  await take({ 'X-MAINTNOTE-STATUS': 'CONFIRMED' });
  assert.equal(
    await take({ SEQUENCE: '2', DTSTAMP: ':20260616T070000Z', 'X-MAINTNOTE-STATUS': 'IN-PROCESS' }),
    'current',
  );
  assert.deepEqual(now(), [['IN-PROCESS', '06:15']]);
});
