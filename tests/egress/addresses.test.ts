import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPublicAddress, NOTATION_MOST, plainAddress } from '#machinery/egress/public-address.ts';
import { REFUSED } from './addresses.ts';
import { ACCEPTED, NO_ADDRESSES } from './other-texts.ts';

for (const [what, addresses] of [...REFUSED, ['what is no address', NO_ADDRESSES] as const])
  test(`no private or special address gets through: ${what}`, () => {
    for (const address of addresses) assert.equal(isPublicAddress(address), false, JSON.stringify(address));
  });

test('at least 200 different private and special addresses are tried', () => {
  const all = REFUSED.flatMap(([, addresses]) => addresses);
  assert.ok(new Set(all).size >= 200, `${new Set(all).size} are`);
});

test('addresses of the public internet are let through, also just outside of every special block', () => {
  for (const address of ACCEPTED) assert.equal(isPublicAddress(address), true, address);
});

test('an address is understood in each notation, so that a refusal is no accident', () => {
  for (const odd of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1', '%31%32%37.0.0.1', '①②⑦。０.0.1.'])
    assert.equal(plainAddress(odd), '127.0.0.1', odd);
  assert.equal(plainAddress('[::FFFF:127.0.0.1]'), '::ffff:7f00:1');
});

test('a text at the bound is read and one over it is not', () => {
  const padded = (length: number) => `0x${'0'.repeat(length - 10)}08080808`;
  assert.equal(isPublicAddress(padded(NOTATION_MOST)), true);
  assert.equal(isPublicAddress(padded(NOTATION_MOST + 1)), false);
});
