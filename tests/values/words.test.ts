import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { directionOf, directionOfText, isLanguage } from '#values/language.ts';
import { countCharacters } from '#values/length.ts';
import { boundsOf, endsOf } from '#values/page.ts';
import { Refusal } from '#values/refusal.ts';
import { dayOf, iso, yearStart } from '#values/time.ts';
import { checkUsername, isReserved, USERNAME_MOST, usernameKey } from '#values/username.ts';

test('languages of two and three letters are known, with region or script; others are not', () => {
  for (const known of ['fa', 'en', 'ckb', 'azb', 'zh-CN', 'sr-Latn', 'FA'])
    assert.ok(isLanguage(known), known);
  for (const not of ['', 'x', 'qq', 'persian', 'fa_IR', 'fa-', '../fa', 'en\n'])
    assert.ok(!isLanguage(not), not);
});

test('a language has a direction, a script in its tag decides', () => {
  for (const rtl of ['fa', 'ar', 'he', 'ur', 'ckb', 'azb', 'ps', 'dv', 'ku-Arab', 'fas'])
    assert.equal(directionOf(rtl), 'rtl');
  for (const ltr of ['en', 'ku', 'az', 'tr', 'zh', 'fa-Latn', '', 'nonsense!', 'x-x'])
    assert.equal(directionOf(ltr), 'ltr');
});

test('the first letter gives a text its direction', () => {
  assert.equal(directionOfText('۸۸ 22 !! سلام Tehran'), 'rtl');
  assert.equal(directionOfText('#iranelection سلام'), 'ltr');
  assert.equal(directionOfText('שלום'), 'rtl');
  assert.equal(directionOfText('۸۸…'), 'ltr');
});

test('a moment is written in UTC with milliseconds, and its day and year begin at 00:00Z', () => {
  const ms = Date.UTC(2009, 5, 16, 21, 0, 0, 7);
  assert.equal(iso(ms), '2009-06-16T21:00:00.007Z');
  assert.equal(iso(dayOf(ms)), '2009-06-16T00:00:00.000Z');
  assert.equal(iso(yearStart(ms)), '2009-01-01T00:00:00.000Z');
  assert.equal(iso(dayOf(-1)), '1969-12-31T00:00:00.000Z');
});

/** What a page must answer, by the client API's words: newest first, `min_id` from its old end. */
function pageOf(
  ids: readonly number[],
  page: { maxId?: number; sinceId?: number; minId?: number; limit: number },
) {
  const { below, above, upwards, limit } = boundsOf(page);
  const within = ids.filter((id) => id < below && id > above).sort((a, b) => (upwards ? a - b : b - a));
  return within.slice(0, limit).sort((a, b) => b - a);
}

test('max_id goes back, since_id gives the newest, min_id what comes next, all newest first', () => {
  const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  assert.deepEqual(pageOf(ids, { limit: 3 }), [9, 8, 7]);
  assert.deepEqual(pageOf(ids, { maxId: 7, limit: 3 }), [6, 5, 4]);
  assert.deepEqual(pageOf(ids, { sinceId: 4, limit: 3 }), [9, 8, 7]);
  assert.deepEqual(pageOf(ids, { minId: 4, limit: 3 }), [7, 6, 5]);
  assert.deepEqual(pageOf(ids, { minId: 4, maxId: 7, limit: 3 }), [6, 5]);
  assert.deepEqual(pageOf(ids, { minId: 0, limit: 3 }), [3, 2, 1]);
});

test('paging either way by the ends of each page meets every id once', () => {
  const lists = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 });
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 9 }), (ids, limit) => {
      const down: number[] = [];
      for (let page = pageOf(ids, { limit }); page.length > 0; ) {
        down.push(...page);
        page = pageOf(ids, { maxId: Number(endsOf(page).next), limit });
      }
      const up: number[] = [];
      for (let page = pageOf(ids, { minId: 0, limit }); page.length > 0; ) {
        up.push(...page.toReversed());
        page = pageOf(ids, { minId: Number(endsOf(page).prev), limit });
      }
      assert.deepEqual(
        down,
        ids.toSorted((a, b) => b - a),
      );
      assert.deepEqual(up, down.toReversed());
    }),
  );
});

test('an empty page has no ends', () => {
  assert.deepEqual(endsOf([]), {});
});

test('local names are short words of a-z, digits and underscores', () => {
  for (const name of ['a', 'Neda_1', 'a'.repeat(USERNAME_MOST)])
    assert.doesNotThrow(() => checkUsername(name));
  for (const name of ['', 'a b', 'a.b', 'ندا', '\u212aate', 'a\n', 'a'.repeat(USERNAME_MOST + 1)])
    assert.throws(() => checkUsername(name), Refusal, JSON.stringify(name));
  assert.equal(usernameKey('Neda'), 'neda');
  assert.ok(isReserved('Admin') && !isReserved('neda'));
});

test('a link counts 23 and a mention without its domain', () => {
  assert.equal(countCharacters('سلام'), 4);
  assert.equal(countCharacters(`http://example.org/${'a'.repeat(300)}`), 23);
  assert.equal(countCharacters('hi @neda@example.org!'), 'hi @neda!'.length);
  assert.equal(countCharacters('see http://example.org/@neda now'), 4 + 23 + 4);
});

test('what is seen as one character counts one', () => {
  assert.equal(countCharacters('👨‍👩‍👧‍👦🇮🇷e\u0301'), 3);
  assert.equal(countCharacters('می\u200cروم'), 5);
  assert.equal(countCharacters('خانهٔ ما'), 7);
});

test('counting without looking for clusters agrees with looking', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const unit = fc.constantFrom(...'a \n\u0600\u0640یكۀ۸٨\u200c\u200d\u0654\u00ad\u0301é😀،:\r');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
      assert.equal(countCharacters(text), [...segmenter.segment(text)].length);
    }),
    { numRuns: 3_000 },
  );
});
