import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotices } from '#rooms/notices/read-file.ts';
import { bytesOf, notice } from '../notices/samples.ts';

const HOUR_MS = 3_600_000;

async function readSlot(start: string, end: string) {
  const [read] = await readNotices(bytesOf(notice({ DTSTART: start, DTEND: end })));
  return read!;
}

test('hard case 8: a skipped day: there was no 30 December 2011 in Apia, and a time in it is asked about', async () => {
  const missing = await readSlot(';TZID=Pacific/Apia:20111230T120000', ';TZID=Pacific/Apia:20111231T120000');
  assert.ok(missing.kind === 'quarantined');
  assert.deepEqual(
    missing.reasons.map(({ what }) => what),
    ['never'],
  );
  const over = await readSlot(';TZID=Pacific/Apia:20111229T230000', ';TZID=Pacific/Apia:20111231T010000');
  assert.ok(over.kind === 'notice');
  assert.equal(over.form.endsAt - over.form.startsAt, 2 * HOUR_MS);
});

test('hard case 8: a leap day is a day, and one in another year is none', async () => {
  const leap = await readSlot(':20280228T230000Z', ':20280301T010000Z');
  assert.equal(leap.kind === 'notice' && leap.form.endsAt - leap.form.startsAt, 26 * HOUR_MS);
  const none = await readSlot(':20260229T000000Z', ':20260301T010000Z');
  assert.deepEqual(none.kind === 'quarantined' && none.reasons.map(({ what }) => what), ['wrong-time']);
});

test('hard case 8: a window longer than 24 hours is taken as it is: fifteen days have been seen', async () => {
  const long = await readSlot(':20260601T000000Z', ':20260616T000000Z');
  assert.equal(long.kind === 'notice' && long.form.endsAt - long.form.startsAt, 15 * 24 * HOUR_MS);
});
