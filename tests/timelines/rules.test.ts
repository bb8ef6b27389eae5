import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import { belongsHome, belongsOnList, type Looker } from '#rooms/timelines/rules/home.ts';
import { matchesTags } from '#rooms/timelines/rules/tags.ts';

const ME = 1;
const FRIEND = 2;
const OTHER_FRIEND = 3;
const STRANGER = 4;

function looker(
  more: Partial<Looker['relations']> & Partial<Pick<Looker, 'exclusive' | 'tags'>> = {},
): Looker {
  const { exclusive = new Set(), tags = new Set(), ...relations } = more;
  return {
    accountId: ME,
    relations: {
      following: new Set([FRIEND, OTHER_FRIEND]),
      boostsHidden: new Set(),
      blocking: new Set(),
      blockedBy: new Set(),
      muting: new Map(),
      domainBlocks: new Set(),
      ...relations,
    },
    exclusive,
    tags,
    now: 1_000,
  };
}

function entry(accountId: number, more: Partial<Entry> = {}): Entry {
  return { id: 9, accountId, visibility: 0, local: 1, boostOfId: null, replyToAccountId: null, ...more };
}

const atHome = (l: Looker, e: Entry, tagged = false) => belongsHome(l, e, () => tagged);

test('home has one’s own posts and those of people one follows, no strangers', () => {
  assert.equal(atHome(looker(), entry(ME)), true);
  assert.equal(atHome(looker(), entry(FRIEND)), true);
  assert.equal(atHome(looker(), entry(FRIEND, { visibility: 3 })), true);
  assert.equal(atHome(looker(), entry(STRANGER)), false);
});

test('a reply is at home when it answers its author, the reader or somebody the reader follows', () => {
  const reply = (to: number) => atHome(looker(), entry(FRIEND, { replyToAccountId: to }));
  assert.deepEqual([FRIEND, ME, OTHER_FRIEND, STRANGER].map(reply), [true, true, true, false]);
  assert.equal(atHome(looker(), entry(ME, { replyToAccountId: STRANGER })), true);
});

test('boosts of somebody followed without them stay away, their own posts do not', () => {
  const quiet = looker({ boostsHidden: new Set([FRIEND]) });
  assert.equal(atHome(quiet, entry(FRIEND, { boostOfId: 5 })), false);
  assert.equal(atHome(quiet, entry(FRIEND)), true);
  assert.equal(atHome(looker(), entry(FRIEND, { boostOfId: 5 })), true);
});

test('a mute counts until it ends', () => {
  assert.equal(atHome(looker({ muting: new Map([[FRIEND, 1_001]]) }), entry(FRIEND)), false);
  assert.equal(atHome(looker({ muting: new Map([[FRIEND, 1_000]]) }), entry(FRIEND)), true);
  assert.equal(atHome(looker({ muting: new Map([[FRIEND, Infinity]]) }), entry(FRIEND), true), false);
});

test('members of an exclusive list are read there and not at home', () => {
  assert.equal(atHome(looker({ exclusive: new Set([FRIEND]) }), entry(FRIEND), true), false);
});

test('a followed hashtag brings public posts of strangers, but no boosts and nothing less public', () => {
  assert.equal(atHome(looker(), entry(STRANGER), true), true);
  assert.equal(atHome(looker(), entry(STRANGER, { visibility: 1 }), true), false);
  assert.equal(atHome(looker(), entry(STRANGER, { boostOfId: 5 }), true), false);
});

test('a list shows replies as it was told to', () => {
  const members = new Set([FRIEND, STRANGER]);
  const shows = (policy: 'followed' | 'list' | 'none', to: number) =>
    belongsOnList(looker(), entry(FRIEND, { replyToAccountId: to }), members, policy);
  const answered = [FRIEND, ME, OTHER_FRIEND, STRANGER, 99];
  assert.deepEqual(
    answered.map((to) => shows('none', to)),
    [true, false, false, false, false],
  );
  assert.deepEqual(
    answered.map((to) => shows('followed', to)),
    [true, true, true, false, false],
  );
  assert.deepEqual(
    answered.map((to) => shows('list', to)),
    [true, true, false, true, false],
  );
  assert.equal(belongsOnList(looker(), entry(OTHER_FRIEND), members, 'list'), false);
});

test('a hashtag query wants one of any, all of all and none of none', () => {
  const ids = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
  fc.assert(
    fc.property(ids, ids, ids, ids, (any, all, none, tags) => {
      const wanted =
        new Set(any).intersection(new Set(tags)).size > 0 &&
        new Set(all).isSubsetOf(new Set(tags)) &&
        new Set(none).isDisjointFrom(new Set(tags));
      assert.equal(matchesTags({ any, all, none }, tags), wanted);
    }),
  );
});
