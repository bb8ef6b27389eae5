import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLinks, LINK_LENGTH_MOST } from '#values/links.ts';
import { cpuMs } from '../support/cpu-time.ts';

const found = (text: string) => findLinks(text).map((link) => link.url);

test('links are found between Persian words, with their places', () => {
  const text = 'خبر http://example.org/a، بخوانید «https://example.org/ب» پایان؛http://example.org/c؟';
  assert.deepEqual(found(text), ['http://example.org/a', 'https://example.org/ب', 'http://example.org/c']);
  for (const { url, start, end } of findLinks(text)) assert.equal(text.slice(start, end), url);
});

test('a link may follow a Persian word without a space, but no Latin one', () => {
  assert.deepEqual(found('عکسhttp://twitpic.com/7c85l'), ['http://twitpic.com/7c85l']);
  assert.deepEqual(found('xhttp://example.org/'), []);
});

test('punctuation at the end is not part of a link', () => {
  assert.deepEqual(found('See http://example.org/a. Or http://example.org/b?! http://example.org/c…'), [
    'http://example.org/a',
    'http://example.org/b',
    'http://example.org/c',
  ]);
});

test('brackets a link opened itself belong to it, others do not', () => {
  assert.deepEqual(found('(http://en.wikipedia.org/wiki/Tehran_(city)) [http://example.org/x[1]].'), [
    'http://en.wikipedia.org/wiki/Tehran_(city)',
    'http://example.org/x[1]',
  ]);
});

test('international names and joiners in paths are kept', () => {
  assert.deepEqual(found('https://مثال.ایران/می\u200cروم#بند'), ['https://مثال.ایران/می\u200cروم#بند']);
});

test('direction marks end a link', () => {
  assert.deepEqual(found('http://example.org/a\u202egpj.exe'), ['http://example.org/a']);
});

test('other schemes, addresses without a host and links with a password are none', () => {
  assert.deepEqual(
    found('ftp://example.org javascript:alert(1) http:// https://bank.example@evil.example/'),
    [],
  );
});

test('a link has at most 2,048 UTF-16 units', () => {
  const most = `http://example.org/${'a'.repeat(LINK_LENGTH_MOST - 19)}`;
  assert.equal(most.length, LINK_LENGTH_MOST);
  assert.deepEqual(found(most), [most]);
  assert.deepEqual(found(`${most}a`), []);
});

test('hostile texts are read in linear time', () => {
  for (const hostile of [
    'http://',
    'http://a ',
    `http://a/${'('.repeat(900)}${')'.repeat(1000)} `,
    'h',
    '(',
  ]) {
    const text = hostile.repeat(100_000 / hostile.length);
    assert.ok(cpuMs(() => findLinks(text)) < 100, `${hostile.slice(0, 20)} repeated`);
  }
});
