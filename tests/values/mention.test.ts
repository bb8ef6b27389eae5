import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMentions } from '#values/mention.ts';
import { cpuMs } from '../support/cpu-time.ts';

const found = (text: string) =>
  findMentions(text).map(({ username, domain }) => (domain ? `${username} at ${domain}` : username));

test('names are found with and without a domain, with their places', () => {
  const text = 'سلام @neda و @Reza_1@example.org: .@press';
  assert.deepEqual(found(text), ['neda', 'Reza_1 at example.org', 'press']);
  const places = findMentions(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(places, ['@neda', '@Reza_1@example.org', '@press']);
});

test('a domain may be international, without a dot, or with a port', () => {
  assert.deepEqual(found('@a@مثال.ایران @b@localhost:3000 @c@xn--mgbh0fb.example'), [
    'a at مثال.ایران',
    'b at localhost:3000',
    'c at xn--mgbh0fb.example',
  ]);
});

test('punctuation after a mention is not part of it', () => {
  assert.deepEqual(found('@bob. @bob@example.org. (@eve) RT @amir:'), [
    'bob',
    'bob at example.org',
    'eve',
    'amir',
  ]);
});

test('mail addresses, paths and links hold no mentions', () => {
  assert.deepEqual(found('neda@example.org https://example.org/@bob http://x.org/?a,@c = /@d'), []);
});

test('letters that only look like Latin ones are no name', () => {
  assert.deepEqual(found('@\u212aate @ſam @кот'), []);
});

test('a name has at most 64 characters, and hostile texts are read in linear time', () => {
  assert.equal(findMentions(`@${'a'.repeat(64)}`)[0]!.username.length, 64);
  assert.deepEqual(found(`@${'a'.repeat(65)}`), []);
  for (const hostile of ['@', '@a', '@a@a.', `@${'a.'.repeat(50)}`, '@a@'.concat('a-'.repeat(40))]) {
    const text = hostile.repeat(100_000 / hostile.length);
    assert.ok(cpuMs(() => findMentions(text)) < 100, `${hostile.slice(0, 20)} repeated`);
  }
});
