import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTypedTime } from '#rooms/notices/index.ts';

const DAY = '2009-06-16';

/** What a reading says, in few words. */
function said(text: string, date = DAY, zone: string | null = null): string {
  const read = readTypedTime(text, date, zone);
  const minute = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString().slice(0, 16));
  if (read.kind === 'certain') return `${minute(read.startsAt)}/${minute(read.endsAt)}`;
  if (read.kind === 'unreadable') return 'unreadable';
  const candidates = read.candidates.map(({ utc }) => utc).join(' ');
  return `${read.kind === 'ask' ? `${read.why}${read.misfit ? ' misfit' : ''}` : read.kind}: ${candidates}`;
}

test('hours in UTC, with an offset, or in a zone that is named in full are certain', () => {
  assert.equal(said('21:00-22:00 UTC'), '2009-06-16T21:00/2009-06-16T22:00');
  assert.equal(said('2-3pm America/Los_Angeles'), '2009-06-16T21:00/2009-06-16T22:00');
  assert.equal(said('01:30 +04:30', '2009-06-17'), '2009-06-16T21:00/');
  assert.equal(said('2–3 p.m.', DAY, 'America/Los_Angeles'), '2009-06-16T21:00/2009-06-16T22:00');
  assert.equal(said('11:30am - 12:15pm UTC'), '2009-06-16T11:30/2009-06-16T12:15');
  assert.equal(said('12am UTC'), '2009-06-16T00:00/');
});

test('an end before its start is on the day after', () => {
  assert.equal(said('23:00-01:00 UTC'), '2009-06-16T23:00/2009-06-17T01:00');
});

test('hours without a zone, an hour that comes twice and one that never comes are asked about', () => {
  assert.equal(said('21:00'), 'no-zone: ');
  assert.equal(said('01:30', '2026-11-01', 'America/New_York'), 'twice: 2026-11-01T05:30Z 2026-11-01T06:30Z');
  assert.equal(said('02:30', '2026-03-08', 'America/New_York'), 'never: 2026-03-08T06:30Z 2026-03-08T07:30Z');
});

test('what is no time is not read', () => {
  for (const text of [
    '',
    'soon',
    '25:00 UTC',
    '13pm UTC',
    '2-3p XYZ',
    '21:00 UTC and so on',
    'x'.repeat(10_000),
  ])
    assert.equal(said(text), 'unreadable', text);
  assert.equal(said('21:00 UTC', '2009-02-30'), 'unreadable');
  assert.equal(said('21:00', DAY, 'PST'), 'unreadable');
});

test('nonsense is read without throwing', () => {
  const bits = fc.constantFrom(
    '2',
    '11',
    ':30',
    '-',
    ' to ',
    'p',
    'am',
    ' PST',
    ' GMT+3',
    ' UTC',
    '/',
    '(',
    ' Asia/Tehran',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string({ maxLength: 3 })), { maxLength: 12 }), (parts) => {
      readTypedTime(parts.join(''), DAY, null);
    }),
    { numRuns: 3_000 },
  );
});
