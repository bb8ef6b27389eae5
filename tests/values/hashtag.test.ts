import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findHashtags, HASHTAG_LENGTH_MOST, HASHTAGS_MOST, hashtagKey, isHashtag } from '#values/hashtag.ts';

const names = (text: string) => findHashtags(text).map((tag) => tag.name);

test('#iranelection and #IranElection are one hashtag', () => {
  assert.equal(hashtagKey('IranElection'), hashtagKey('iranelection'));
});

test('#انتخابات is one hashtag with and without ZWNJ, with Arabic and Persian letters, with digits of three kinds', () => {
  assert.equal(hashtagKey('انتخا\u200cبات'), hashtagKey('انتخابات'));
  assert.equal(hashtagKey('انتخابات_ملي_كشور'), hashtagKey('انتخابات_ملی_کشور'));
  const keys = new Set(['انتخابات۸۸', 'انتخابات٨٨', 'انتخابات88'].map(hashtagKey));
  assert.deepEqual([...keys], ['انتخابات88']);
});

test('hashtags are found with their places, joiners inside included', () => {
  const text = 'Raw news: #IranElection، #می\u200cروم and ＃نه.';
  const found = findHashtags(text);
  assert.deepEqual(
    found.map((tag) => tag.name),
    ['IranElection', 'می\u200cروم', 'نه'],
  );
  for (const tag of found) assert.equal(text.slice(tag.start + 1, tag.end), tag.name);
});

test('a joiner or dot at the end is not part of a hashtag', () => {
  assert.deepEqual(names('#خبر\u200c #dot· #a·b'), ['خبر', 'dot', 'a·b']);
});

test('digits alone, words with a sign inside, paths and entities are no hashtags', () => {
  assert.deepEqual(names('#1 #۸۸ #_ #_9 a#b c/#d &#x20; ##yes #2009vote'), ['yes', '2009vote']);
});

test('a hashtag inside a link belongs to the link', () => {
  assert.deepEqual(names('http://example.org/?#frag and #real'), ['real']);
});

test('marks are part of a word', () => {
  assert.deepEqual(names('#हिन्दी #café #cafe\u0301'), ['हिन्दी', 'café', 'cafe\u0301']);
  assert.equal(hashtagKey('café'), hashtagKey('cafe\u0301'));
});

test('a name has at most 100 code points', () => {
  const most = '𝒶'.repeat(HASHTAG_LENGTH_MOST);
  assert.equal(isHashtag(most), true);
  assert.equal(isHashtag(`${most}𝒶`), false);
  assert.deepEqual(names(`#${most} #${most}𝒶`), [most]);
});

test('a text has at most 100 different hashtags, each as often as it likes', () => {
  const many = Array.from({ length: HASHTAGS_MOST }, (_, i) => `#tag${i}`);
  assert.equal(names(many.join(' ')).length, HASHTAGS_MOST);
  assert.deepEqual(names(`${many.join(' ')} #onemore #TAG0`).slice(HASHTAGS_MOST), ['TAG0']);
});

test('whatever is found can be a hashtag, is spelled as in the text, and its key folds to itself', () => {
  const text = fc.string({ unit: fc.constantFrom(...'#＃ /&_a1۸یيك\u200c\u0301·-\n'), maxLength: 60 });
  fc.assert(
    fc.property(text, (sample) => {
      for (const tag of findHashtags(sample)) {
        assert.ok(isHashtag(tag.name));
        assert.equal(sample.slice(tag.start + 1, tag.end), tag.name);
        assert.equal(hashtagKey(hashtagKey(tag.name)), hashtagKey(tag.name));
      }
    }),
    { numRuns: 3_000 },
  );
});
