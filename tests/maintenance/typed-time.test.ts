import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTime } from '#rooms/maintenance/read-time.ts';
import { drift } from '#rooms/maintenance/rules/drift.ts';

const at = (text: string, zone: string | null = null) => readTime(text, zone, 'startsAt');
const refused = (text: string, zone: string | null, like: RegExp, field = 'startsAt') =>
  assert.throws(
    () => at(text, zone),
    (error: { message: string; field: string }) => {
      assert.match(error.message, like, text);
      assert.equal(error.field, field, text);
      return true;
    },
  );

test('a time with its offset is a moment, whichever zone is named beside it', () => {
  const texts = [
    '2026-06-16T21:00Z',
    '2026-06-16 14:00-07:00',
    '2026-06-17T00:30:00+03:30',
    '2026-06-16t21:00:00.000z',
  ];
  const read = { ms: Date.UTC(2026, 5, 16, 21), local: null, endsAt: null };
  for (const text of texts) assert.deepEqual(at(text, 'Asia/Tehran'), read, text);
});

test('a local time is a moment of its zone, and what was meant is kept', () => {
  assert.deepEqual(at(' 2026-06-16 14:00 ', 'America/Los_Angeles'), {
    ...{ ms: Date.UTC(2026, 5, 16, 21), local: '2026-06-16T14:00', endsAt: null },
  });
  assert.equal(at('2009-06-16T01:30:00', 'Asia/Tehran').ms, Date.UTC(2009, 5, 15, 21));
  assert.equal(at('2026-06-16 2-3p', 'America/Los_Angeles').endsAt, Date.UTC(2026, 5, 16, 22));
});

test('what may mean several things is asked about, naming what could be meant', () => {
  refused('2026-06-16 14:00', null, /no zone/);
  refused('2026-06-16 14:00 PST', 'America/Los_Angeles', /"PST" may mean several things.*21:00Z.*22:00Z/);
  refused('2009-06-16 2-3p PST', null, /2009-06-16T21:00Z\/2009-06-16T22:00Z \(America\/Los_Angeles\)/);
  refused('2026-11-01 01:30', 'America/New_York', /comes twice.*05:30Z.*06:30Z/);
  refused('2026-03-08 02:30', 'America/New_York', /clocks jump over it.*06:30Z.*07:30Z/);
});

test('what is no time is refused', () => {
  refused('', null, /needed/);
  refused('2026-02-30T10:00Z', null, /no such day/);
  refused('2026-02-28T25:00', 'UTC', /looks like/);
  refused('16/06/2026', null, /looks like/);
  refused('2-3p PST', null, /looks like/);
  refused('9'.repeat(121), null, /no time/);
  refused('2026-06-16 14:00', 'Mars/Olympus', /no time zone/, 'zone');
});

test('a slot whose local start is another than was meant says so', () => {
  const slot = { startsAt: Date.UTC(2026, 5, 30, 21), zone: 'Asia/Tehran', localStart: '2026-07-01T01:30' };
  assert.deepEqual(drift(slot), { meant: '2026-07-01T01:30', now: '2026-07-01T00:30' });
  assert.equal(drift({ ...slot, localStart: '2026-07-01T00:30' }), undefined);
  assert.equal(drift({ ...slot, zone: null }), undefined);
});
