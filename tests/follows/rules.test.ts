import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKS_MOST, checkAvoid, checkDomains, DOMAIN_BLOCKS_MOST } from '#rooms/follows/rules/avoid.ts';
import { decideFollow, FOLLOWS_MOST, type FollowFacts } from '#rooms/follows/rules/follow.ts';
import { Refusal } from '#values/refusal.ts';

const PLAIN: FollowFacts = {
  self: false,
  targetActive: true,
  targetLocked: false,
  blockedEitherWay: false,
  silenced: false,
  follows: false,
  requested: false,
  following: 0,
};

test('a wish to follow becomes a follow, a request or a change', () => {
  assert.equal(decideFollow(PLAIN), 'follow');
  assert.equal(decideFollow({ ...PLAIN, targetLocked: true }), 'request');
  assert.equal(decideFollow({ ...PLAIN, silenced: true }), 'request');
  assert.equal(decideFollow({ ...PLAIN, follows: true, targetLocked: true }), 'change');
  assert.equal(decideFollow({ ...PLAIN, requested: true }), 'change');
});

test('one may follow up to the bound, and change follows at it', () => {
  assert.equal(decideFollow({ ...PLAIN, following: FOLLOWS_MOST - 1 }), 'follow');
  assert.throws(() => decideFollow({ ...PLAIN, following: FOLLOWS_MOST }), Refusal);
  assert.equal(decideFollow({ ...PLAIN, following: FOLLOWS_MOST, follows: true }), 'change');
});

test('one may block up to the bound', () => {
  checkAvoid(false, true, BLOCKS_MOST - 1);
  assert.throws(() => checkAvoid(false, true, BLOCKS_MOST), Refusal);
  checkDomains(DOMAIN_BLOCKS_MOST - 1);
  assert.throws(() => checkDomains(DOMAIN_BLOCKS_MOST), Refusal);
});
