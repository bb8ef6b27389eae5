import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDraft, LENGTH_MOST, UNITS_MOST } from '#rooms/statuses/rules/compose.ts';
import { Refusal } from '#values/refusal.ts';

const draft = (text: string) => ({ text, spoiler: '', mediaIds: [], language: undefined });

test('a post has at most 5,000 characters as readers see them', () => {
  assert.doesNotThrow(() => checkDraft(draft('م'.repeat(LENGTH_MOST))));
  assert.doesNotThrow(() => checkDraft(draft('e\u0301'.repeat(LENGTH_MOST))));
  assert.throws(() => checkDraft(draft('م'.repeat(LENGTH_MOST + 1))), Refusal);
});

test('one character with marks without end is too long all the same', () => {
  assert.doesNotThrow(() => checkDraft(draft(`e${'\u0301'.repeat(UNITS_MOST - 1)}`)));
  assert.throws(() => checkDraft(draft(`e${'\u0301'.repeat(UNITS_MOST)}`)), Refusal);
});
