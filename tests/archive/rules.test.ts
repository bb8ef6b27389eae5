import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localStatusId, localUsername } from '#rooms/archive/rules/addresses.ts';
import {
  batchesOf,
  CHARACTERS_MOST,
  FILES_MOST,
  POSTS_MOST,
  ROWS_MOST,
} from '#rooms/archive/rules/batches.ts';
import { dress } from '#rooms/archive/rules/dress.ts';
import { nameCandidates } from '#rooms/archive/rules/names.ts';
import type { ArchivePost } from '#rooms/archive/rules/post.ts';
import { fitProfile } from '#rooms/archive/rules/profile.ts';
import { checkUsername, isReserved } from '#values/username.ts';

const cost = fc.record({
  rows: fc.integer({ min: 1, max: 600 }),
  characters: fc.integer({ min: 1, max: 800_000 }),
  files: fc.integer({ min: 0, max: 20 }),
});

test('batches keep every item in order and stay within their bounds, unless one item alone does not', () => {
  fc.assert(
    fc.property(fc.array(cost, { maxLength: 400 }), (items) => {
      const batches = [...batchesOf(items, (item) => item)];
      assert.deepEqual(batches.flat(), items);
      for (const batch of batches) {
        const total = (pick: (item: (typeof items)[number]) => number) =>
          batch.reduce((sum, item) => sum + pick(item), 0);
        const within =
          batch.length <= POSTS_MOST &&
          total((item) => item.rows) <= ROWS_MOST &&
          total((item) => item.characters) <= CHARACTERS_MOST &&
          total((item) => item.files) <= FILES_MOST;
        assert.ok(within || batch.length === 1);
      }
    }),
  );
});

test('a batch holds as many as its bounds allow', () => {
  const lengths = (n: number, each: { rows: number; characters: number; files: number }) =>
    [...batchesOf(Array(n).fill(each), (item) => item as typeof each)].map((batch) => batch.length);
  assert.deepEqual(lengths(POSTS_MOST + 1, { rows: 1, characters: 1, files: 0 }), [POSTS_MOST, 1]);
  assert.deepEqual(lengths(10, { rows: ROWS_MOST / 9, characters: 1, files: 0 }), [9, 1]);
  assert.deepEqual(lengths(8, { rows: 1, characters: CHARACTERS_MOST / 7, files: 0 }), [7, 1]);
  assert.deepEqual(lengths(5, { rows: 1, characters: 1, files: FILES_MOST / 4 }), [4, 1]);
});

test('every candidate for a name can be one here, and the own name comes first', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('twitter' as const, 'mastodon' as const), (name, source) => {
      const candidates = nameCandidates(name, source);
      assert.ok(candidates.length > 40 && new Set(candidates).size === candidates.length);
      for (const candidate of candidates) {
        checkUsername(candidate);
        assert.ok(!isReserved(candidate));
      }
    }),
  );
  assert.equal(nameCandidates('VictusFate', 'twitter')[0], 'VictusFate');
  assert.equal(nameCandidates('admin', 'mastodon')[0], 'admin_mastodon');
  assert.equal(nameCandidates('a'.repeat(40), 'twitter')[1], `${'a'.repeat(22)}_twitter`);
});

const POST: ArchivePost = {
  sourceId: '1',
  createdAt: 0,
  dayOnly: false,
  timeEstimated: false,
  editedAt: undefined,
  text: '',
  html: undefined,
  spoiler: '',
  sensitive: false,
  visibility: 0,
  language: undefined,
  replyTo: undefined,
  boostOf: undefined,
  media: [],
  tags: [],
  mentions: [],
};
const NOBODY = () => undefined;

test('hashtags of plain text are found in any script, mentions stay text, everything else is escaped', () => {
  const text = '@someone <b> #انتخابات #انتخابات #Tag https://example.org/#no';
  const { html, tags } = dress({ ...POST, text }, 'https://here.example', NOBODY);
  assert.deepEqual(
    tags.map((tag) => tag.name),
    ['انتخابات', 'Tag'],
  );
  assert.ok(html.includes('@someone &lt;b&gt; <a href="/tags/'));
});

test('foreign HTML is cleaned, its hashtags and our own addresses lead here', () => {
  const html =
    '<p onclick="x()">a <a href="https://far.example/tags/%E2%98%83">#x</a> <a href="https://far.example/tags/One" class="mention hashtag">#One</a> <a href="https://here.example/@me">me</a><img src=x></p>';
  const tags = [
    { name: 'One', href: 'https://far.example/tags/One' },
    { name: '!!', href: 'https://far.example/tags/%E2%98%83' },
  ];
  const dressed = dress({ ...POST, html, tags }, 'https://here.example', NOBODY);
  assert.deepEqual(dressed.tags, [{ key: 'one', name: 'One' }]);
  assert.match(dressed.html, /href="\/tags\/One"/);
  assert.match(dressed.html, /href="\/@me"/);
  assert.match(dressed.html, /href="https:\/\/far\.example\/tags\/%E2%98%83"/);
  assert.doesNotMatch(dressed.html, /onclick|img/);
});

test('only addresses of this very server are its own', () => {
  const here = 'https://here.example';
  assert.equal(localStatusId(`${here}/users/me/statuses/1234567890123456`, here), 1234567890123456);
  assert.equal(localStatusId(`${here}/users/me/statuses/1234567890123456/activity`, here), 1234567890123456);
  assert.equal(localStatusId(`${here}/@me/1234567890123456?x`, here), 1234567890123456);
  assert.equal(localUsername(`${here}/users/me`, here), 'me');
  assert.equal(localUsername(`${here}/@me`, here), 'me');
  for (const address of [
    `${here}.evil/@me/1`,
    'https://far.example/@me/1',
    `${here}/@me/1/2`,
    '',
    `${here}/@me/x`,
  ])
    assert.equal(localStatusId(address, here), undefined, address);
  assert.equal(localUsername(`${here}.evil/@me`, here), undefined);
});

test('a profile is cut to what fits, and bare names are told apart from ours', () => {
  const limits = { displayName: 10, note: 20, fields: 1, fieldName: 4, fieldValue: 5 };
  const person = {
    sourceId: undefined,
    username: 'x',
    displayName: 'A very long name',
    note: `by @one, see @two@b.example ${'x'.repeat(40)}`,
    fields: [
      { name: 'Website', value: 'a long value' },
      { name: 'b', value: 'c' },
    ],
    avatar: undefined,
    header: undefined,
  };
  assert.deepEqual(fitProfile(person, 'twitter.com', limits), {
    displayName: 'A very lon',
    note: 'by @one@twitter.com, see @two@b.example xx',
    fields: [{ name: 'Webs', value: 'a lon' }],
  });
});
