import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Count, usualOf } from '#rooms/activity/rules/usual.ts';

const DAY = 96;
const WEEK = 7 * DAY;
/** A Thursday, as 1970 began: the place in the week is the rest. */
const START = 2_900 * WEEK;

/** So many weeks of counts, by the place in the week. */
function weeks(n: number, accounts: (place: number, bucket: number) => number): Count[] {
  return Array.from({ length: n * WEEK }, (_, i) => ({
    bucket: START + i,
    accounts: accounts(i % WEEK, START + i),
  }));
}
const wave = (place: number) => 100 + Math.round(80 * Math.sin((place % DAY) / 15));

test('what is usual is the mean of the weeks at each place', () => {
  const now = START + 4 * WEEK;
  const busyMondays = weeks(4, (place, bucket) =>
    place === 4 * DAY && bucket < START + 2 * WEEK ? 300 : 100,
  );
  const { week, unknown } = usualOf(busyMondays, now);
  assert.equal(unknown, undefined);
  assert.equal(week[4 * DAY], 200);
  assert.equal(week[4 * DAY + 1], 100);
});

test('hard case 22: the last days count when they bring more than the weeks did', () => {
  const now = START + 4 * WEEK;
  const nightNow = (place: number) => place % DAY < 8;
  const quiet = weeks(4, (place, bucket) => (nightNow(place) ? (bucket >= now - 3 * DAY ? 500 : 10) : 300));
  assert.equal(usualOf(quiet, now).week[2], 500);
});

test('hard case 21: a sudden drop is unknown, not quiet', () => {
  const now = START + 4 * WEEK;
  const cut = weeks(4, (place, bucket) => (bucket >= now - DAY ? 5 : wave(place)));
  assert.equal(usualOf(cut, now).unknown, 'drop');
  assert.equal(usualOf(weeks(4, wave), now).unknown, undefined);
});

test('too few accounts and too short a history say nothing', () => {
  assert.equal(
    usualOf(
      weeks(4, () => 49),
      START + 4 * WEEK,
    ).unknown,
    'few',
  );
  assert.equal(
    usualOf(
      weeks(4, () => 50),
      START + 4 * WEEK,
    ).unknown,
    undefined,
  );
  assert.equal(usualOf(weeks(1, () => 90).slice(-DAY), START + WEEK).unknown, 'new');
  assert.equal(usualOf([], START).unknown, 'few');
});

test('what lies ahead of now is not known yet', () => {
  const all = weeks(4, wave);
  const now = START + 3 * WEEK;
  assert.deepEqual(
    usualOf(all, now),
    usualOf(
      all.filter(({ bucket }) => bucket < now),
      now,
    ),
  );
});
