import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, textsOf } from '#pages/texts/index.ts';

type Entry = readonly [path: string, text: string];

function* entries(value: unknown, path = ''): Iterable<Entry> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'function') yield [path, String(value('{}'))];
  else for (const [key, inner] of Object.entries(value as object)) yield* entries(inner, `${path}.${key}`);
}

const all = Object.fromEntries(LANGUAGES.map((language) => [language, new Map(entries(textsOf(language)))]));

test('every language says everything, and nothing else', () => {
  assert.ok(all['en']!.size > 200);
  assert.deepEqual([...all['fa']!.keys()].toSorted(), [...all['en']!.keys()].toSorted());
  for (const texts of Object.values(all))
    for (const [path, text] of texts) assert.notEqual(text.trim(), '', path);
});

test('a text with a place for a value has it in every language', () => {
  for (const [path, text] of all['en']!) {
    if (text.includes('{}')) assert.ok(all['fa']!.get(path)!.includes('{}'), path);
  }
});

test('Persian texts are in Persian, written with Persian letters', () => {
  const latin = new Set(['.timeline.tag', '.reading.latin', '.reading.persianDigits']);
  for (const [path, text] of all['fa']!) {
    if (!latin.has(path)) assert.match(text, /\p{Script=Arabic}/u, path);
    assert.doesNotMatch(text, /[يك٠-٩]/u, path);
  }
});
