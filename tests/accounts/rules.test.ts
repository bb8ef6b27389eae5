import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanLine } from '#rooms/accounts/rules/clean-line.ts';
import { takeLocation, withLocation } from '#rooms/accounts/rules/location.ts';
import { coarse, yearOnly } from '#rooms/accounts/rules/silence.ts';
import { foldedWords, WORDS_MOST, wordsOf } from '#rooms/accounts/rules/words.ts';

test('a line keeps what words need and loses what breaks out of its place', () => {
  assert.equal(cleanLine(' a\nb\u0000c\u2028d '), 'a b c d');
  assert.equal(cleanLine('\u202eevil\u202c \u2066x\u2069'), 'evil x');
  assert.equal(cleanLine('می\u200cروم'), 'می\u200cروم');
  assert.equal(cleanLine('\u200fעברית'), '\u200fעברית');
});

test('fields with a location and fields without one go round unchanged', () => {
  const word = fc.string({ minLength: 1, maxLength: 10 });
  const name = fc.oneof(word, fc.constantFrom('Location', 'location', ' LOCATION '));
  fc.assert(
    fc.property(fc.array(fc.record({ name, value: word }), { maxLength: 4 }), (written) => {
      const once = takeLocation(written);
      const shown = withLocation(once.location, once.fields);
      assert.equal(shown.length, written.length);
      assert.deepEqual(takeLocation(shown), once);
    }),
  );
});

test('counts are rounded down to 0, 10, 100 …; of a date only the year remains', () => {
  assert.deepEqual(
    [0, 1, 9, 10, 99, 100, 999, 1_000, 123_456].map(coarse),
    [0, 0, 0, 10, 10, 100, 100, 1_000, 100_000],
  );
  assert.equal(yearOnly(Date.parse('2026-12-31T23:59:59Z')), '2026-01-01T00:00:00.000Z');
});

test('an account has a bounded number of words, its user name among them', () => {
  assert.deepEqual(wordsOf('Ada_1', 'Ada Lovelace, كاتب'), ['ada_1', 'ada', 'lovelace', 'کاتب']);
  const many = wordsOf('ada', Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '));
  assert.equal(many.length, WORDS_MOST);
  assert.deepEqual(foldedWords('  --- '), []);
  assert.equal(foldedWords('x'.repeat(1_000))[0]!.length, 60);
});
