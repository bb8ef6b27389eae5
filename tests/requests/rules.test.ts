import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkAnswer, REFERENCES_MOST } from '#rooms/requests/rules/answer.ts';
import { conflictsOf } from '#rooms/requests/rules/conflicts.ts';
import {
  CONTACT_MOST,
  checkDraft,
  LANGUAGES_MOST,
  lineOf,
  NAME_MOST,
  OPENS_MOST_DAYS,
  type RequestDraft,
  TEXT_MOST,
  wordsOf,
} from '#rooms/requests/rules/draft.ts';
import { numbersIn } from '#rooms/requests/rules/numbers.ts';
import { COUNTED_MS, petitionRule, stepOf } from '#rooms/requests/rules/petition.ts';
import { type AskedWindow, tooLate } from '#rooms/requests/rules/too-late.ts';
import { Refusal } from '#values/refusal.ts';
import { DAY, DRAFT, HOUR, START } from './draft.ts';

const fieldOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.kind, 'invalid');
    return error.field;
  }
  return assert.fail('nothing was refused');
};
const check = (more: Partial<RequestDraft>) => checkDraft({ ...DRAFT, ...more }, START);

test('a text at its bound is taken, and one longer names the field', () => {
  for (const [field, most] of [
    ['name', NAME_MOST],
    ['text', TEXT_MOST],
    ['contact', CONTACT_MOST],
  ] as const) {
    assert.equal(check({ [field]: 'x'.repeat(most) })[field].length, most);
    assert.equal(
      fieldOf(() => check({ [field]: 'x'.repeat(most + 1) })),
      field,
    );
  }
  assert.equal(
    fieldOf(() => check({ name: ' \u200f ' })),
    'name',
  );
  assert.equal(
    fieldOf(() => check({ text: ' \r\n ' })),
    'text',
  );
  assert.equal(
    fieldOf(() => check({ text: 'half of a letter \ud83d' })),
    'text',
  );
  assert.equal(check({ contact: '' }).contact, '');
});

test('kinds, wishes, languages, hashtags and days that are not meant are refused by their field', () => {
  assert.equal(
    fieldOf(() => check({ asker: 'king' })),
    'kind',
  );
  assert.equal(
    fieldOf(() => check({ wish: '' })),
    'wish',
  );
  assert.equal(
    fieldOf(() => check({ languages: 'fa, klingonish' })),
    'languages',
  );
  const many = Array.from({ length: LANGUAGES_MOST + 1 }, (_, i) => ['fa', 'en', 'de', 'fr', 'ar', 'ku'][i]);
  assert.equal(
    fieldOf(() => check({ languages: many.join(' ') })),
    'languages',
  );
  assert.equal(check({ languages: 'fa، en  fa' }).languages, 'fa, en');
  assert.equal(
    fieldOf(() => check({ hashtag: 'nomaintenance' })),
    'hashtag',
    'of a person',
  );
  assert.equal(
    fieldOf(() => check({ asker: 'petition', hashtag: 'two words' })),
    'hashtag',
  );
  assert.deepEqual(check({ asker: 'petition', hashtag: '#NoMaintenance' }).hashtag, {
    key: 'nomaintenance',
    name: 'NoMaintenance',
  });
  for (const opensOn of ['2026-06-16', '2026-02-30', 'soon', '2036-01-01', '2026-6-17'])
    assert.equal(
      fieldOf(() => check({ opensOn })),
      'opens_on',
      opensOn,
    );
  const farthest = new Date(START + OPENS_MOST_DAYS * DAY).toISOString().slice(0, 10);
  assert.equal(check({ opensOn: farthest }).opensAt, START + OPENS_MOST_DAYS * DAY);
  assert.equal(
    fieldOf(() => check({ secretBecause: 'because' })),
    'secret_because',
  );
});

test('what turns or hides letters is taken out of names and texts, joiners of Persian stay', () => {
  assert.equal(lineOf(' State\u202e Depart\u0000ment\n of  X\u2066 '), 'State Department of X');
  assert.equal(lineOf('a \u202e b'), 'a b');
  assert.equal(lineOf('می\u200cخواهیم'), 'می\u200cخواهیم');
  assert.equal(wordsOf('a\r\n\u202eb\n\n\n\nc\td'), 'a\nb\n\nc d');
});

test('cleaning twice changes nothing, whatever was typed', () => {
  const awkward = fc.constantFrom(...' \n\r\t\0\u0085\u00a0\u061c\u200e\u2028\u202e\u2066\u3000\ufeff');
  const letter = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(awkward, letter), maxLength: 300 }), (typed) => {
      assert.equal(lineOf(lineOf(typed)), lineOf(typed));
      assert.equal(wordsOf(wordsOf(typed)), wordsOf(typed));
    }),
  );
});

test('cleaning takes linear time', () => {
  for (const part of ['\n', ' ', '\u202e', '\r\n\n', '، ']) {
    const typed = part.repeat(200_000);
    lineOf(typed);
    wordsOf(typed);
    assert.throws(() => numbersIn(`${typed}x`, 'changes'), Refusal);
  }
});

const window = (more: Partial<AskedWindow> = {}): AskedWindow => ({
  state: 'planned',
  startsAt: 10 * HOUR,
  endsAt: 12 * HOUR,
  latest: null,
  ...more,
});

test('a request is too late from the start of the work on, planned or real, and from the deadline on', () => {
  assert.equal(tooLate(10 * HOUR - 1, window(), null), undefined);
  assert.equal(tooLate(10 * HOUR, window(), null), 'window-started');
  assert.equal(tooLate(HOUR, window({ state: 'in-progress' }), null), 'window-started');
  assert.equal(tooLate(HOUR, window({ state: 'finished' }), null), 'window-over');
  assert.equal(tooLate(HOUR, window({ state: 'cancelled' }), null), 'window-cancelled');
  assert.equal(tooLate(5 * HOUR - 1, window(), 5 * HOUR), undefined);
  assert.equal(tooLate(5 * HOUR, window(), 5 * HOUR), 'deadline-passed');
  assert.equal(tooLate(6 * HOUR, window({ latest: 8 * HOUR }), null), undefined);
  assert.equal(tooLate(6 * HOUR + 1, window({ latest: 8 * HOUR }), null), 'deadline-passed');
});

test('a petition is told in steps: nothing under fifty', () => {
  const steps = [0, 1, 49, 50, 99, 100, 999, 1_000, 12_345].map(stepOf);
  assert.deepEqual(steps, [0, 0, 0, 50, 50, 100, 100, 1_000, 10_000]);
});

test('only accounts made before the day of the notice count, and after 28 days only those of earlier years', () => {
  const notice = START + 9 * HOUR;
  const early = petitionRule(notice, notice + DAY);
  assert.deepEqual(early, { since: notice, madeBefore: START, countedUntil: notice + COUNTED_MS });
  const late = petitionRule(notice, notice + COUNTED_MS);
  assert.deepEqual(late, {
    since: notice,
    madeBefore: Date.UTC(2026, 0, 1),
    countedUntil: notice + 2 * COUNTED_MS,
  });
});

test('earlier and later of the same window stand against each other, hidden ones against nothing', () => {
  const asked = (number: number, wish: 'earlier' | 'later' | 'other', more = {}) =>
    ({ number, wish, windowId: 1, publication: 'waiting', ...more }) as const;
  const one = asked(1, 'earlier');
  const others = [
    one,
    asked(2, 'later'),
    asked(3, 'later', { windowId: 2 }),
    asked(4, 'later', { publication: 'withheld' }),
    asked(5, 'other'),
    asked(6, 'later', { publication: 'released' }),
  ];
  assert.deepEqual(conflictsOf(one, others), [2, 6]);
  assert.deepEqual(conflictsOf(others[1]!, others), [1]);
  assert.deepEqual(conflictsOf(asked(7, 'earlier', { windowId: null }), others), []);
});

test('what is granted names what was changed, what is refused names nothing, and both give reasons', () => {
  const answer = { outcome: 'granted', text: 'Moved.', changes: [3], against: [] };
  assert.deepEqual(checkAnswer({ ...answer, changes: [3, 3, 4] }).changes, [3, 4]);
  assert.equal(
    fieldOf(() => checkAnswer({ ...answer, changes: [] })),
    'changes',
  );
  assert.equal(
    fieldOf(() => checkAnswer({ ...answer, outcome: 'partly', changes: [] })),
    'changes',
  );
  assert.equal(
    fieldOf(() => checkAnswer({ ...answer, outcome: 'refused' })),
    'changes',
  );
  assert.equal(
    fieldOf(() => checkAnswer({ ...answer, outcome: 'maybe' })),
    'outcome',
  );
  assert.equal(
    fieldOf(() => checkAnswer({ ...answer, text: ' ' })),
    'answer',
  );
  const many = Array.from({ length: REFERENCES_MOST + 1 }, (_, i) => i);
  assert.equal(
    fieldOf(() => checkAnswer({ ...answer, changes: many })),
    'changes',
  );
  assert.equal(
    fieldOf(() => checkAnswer({ ...answer, against: [-1] })),
    'against',
  );
});
