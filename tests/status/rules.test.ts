import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANNOUNCED_BEFORE_MS, type Announced, announcedNow } from '#rooms/accounts/rules/banner.ts';
import { overallOf } from '#rooms/status/rules/overall.ts';
import { shorten } from '#rooms/status/rules/shorten.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

const announced = (windowId: number, startsAt: number, more: Partial<Announced> = {}): Announced => ({
  windowId,
  startsAt,
  endsAt: startsAt + HOUR,
  underWay: false,
  effect: 'slower',
  ...more,
});

test('pages announce what is under way before what is to come, and of several what begins first', () => {
  const near = [announced(1, NOW + 2_000), announced(2, NOW + 1_000)];
  assert.equal(announcedNow(near, NOW)?.windowId, 2);
  assert.equal(announcedNow([...near, announced(3, NOW - HOUR, { underWay: true })], NOW)?.windowId, 3);
});

test('pages announce work from half an hour before it, to the millisecond, and late work until its slot is over', () => {
  const one = [announced(1, NOW)];
  assert.equal(announcedNow(one, NOW - ANNOUNCED_BEFORE_MS - 1), undefined);
  assert.ok(announcedNow(one, NOW - ANNOUNCED_BEFORE_MS));
  assert.ok(announcedNow(one, NOW + HOUR - 1), 'it is late');
  assert.equal(announcedNow(one, NOW + HOUR), undefined, 'its slot went by');
  assert.ok(announcedNow([announced(1, NOW, { underWay: true })], NOW + 9 * HOUR), 'it takes longer');
});

test('the worst that is going on is said first', () => {
  const at = (phase: Parameters<typeof overallOf>[0][number]['phase'], startsAt = NOW + 9 * HOUR) => ({
    phase,
    startsAt,
  });
  assert.equal(overallOf([], NOW), 'well');
  assert.equal(overallOf([at('finished'), at('cancelled')], NOW), 'well');
  assert.equal(overallOf([at('planned')], NOW), 'planned');
  assert.equal(overallOf([at('planned', NOW + HOUR / 2)], NOW), 'soon');
  assert.equal(overallOf([at('planned', NOW + HOUR / 2), at('late')], NOW), 'late');
  assert.equal(overallOf([at('late'), at('in-progress')], NOW), 'active');
  assert.equal(overallOf([at('in-progress'), at('overrun')], NOW), 'overrun');
});

test('a text is cut between words, at most so long, and never inside a character', () => {
  assert.equal(shorten('short', 5), 'short');
  assert.equal(shorten('two words here', 11), 'two words…');
  assert.equal(shorten('a'.repeat(300), 10), `${'a'.repeat(9)}…`);
  assert.equal(shorten('😀😀😀😀', 3), '😀😀…');
  const long = 'word '.repeat(100_000);
  assert.ok(Array.from(shorten(long, 280)).length <= 280);
});
