import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsOf } from '#machinery/icalendar/events.ts';
import { readCalendar } from '#machinery/icalendar/read-calendar.ts';
import type { CalendarTime } from '#machinery/icalendar/times.ts';

function eventOf(lines: readonly string[], zones: readonly string[] = []) {
  const text = ['BEGIN:VCALENDAR', ...zones, 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join(
    '\n',
  );
  return eventsOf(readCalendar(text))[0]!;
}

const startOf = (line: string, zones?: readonly string[]) => eventOf([`DTSTART${line}`], zones).start!;
const iso = (time: CalendarTime | null) =>
  time?.kind === 'instant' ? new Date(time.ms).toISOString().replace(':00.000Z', 'Z') : time?.kind;

test('times in UTC, with an offset, floating and dates are told apart', () => {
  assert.equal(iso(startOf(':20090616T044500Z')), '2009-06-16T04:45Z');
  assert.equal(iso(startOf(';VALUE=DATE-TIME:20090616T044500Z')), '2009-06-16T04:45Z');
  assert.equal(iso(startOf(':20090616T091500+0430')), '2009-06-16T04:45Z');
  assert.equal(iso(startOf(':2009-06-16T04:45:00Z')), '2009-06-16T04:45Z');
  assert.deepEqual(startOf(':20090616T044500'), { kind: 'floating', local: '2009-06-16T04:45:00' });
  assert.deepEqual(startOf(';VALUE=DATE:20090616'), { kind: 'date', date: '2009-06-16' });
});

test('what is no time is wrong, with the raw text', () => {
  for (const raw of [
    '20201013Z',
    '20260230T000000Z',
    '20260101T250000Z',
    '20260101T0800Z',
    '',
    'x'.repeat(200),
  ])
    assert.equal(startOf(`:${raw}`).kind, 'wrong', raw);
});

test('a TZID is an IANA name, a vendor’s path with one, or the name Windows gives it', () => {
  for (const zone of [
    'America/Los_Angeles',
    '/mozilla.org/20070129_1/America/Los_Angeles',
    'Pacific Standard Time',
  ])
    assert.equal(iso(startOf(`;TZID=${zone}:20260616T140000`)), '2026-06-16T21:00Z', zone);
  assert.equal(iso(startOf(';TZID="Iran Standard Time":20090616T091500')), '2009-06-16T04:45Z');
  assert.equal(iso(startOf(';TZID=UTC:20090616T044500')), '2009-06-16T04:45Z');
});

const DEFINED = (name: string, hours: string, summer: string) => [
  ...['BEGIN:VTIMEZONE', `TZID:${name}`],
  ...['BEGIN:STANDARD', 'DTSTART:16010101T030000', `TZOFFSETFROM:${summer}`, `TZOFFSETTO:${hours}`],
  ...['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
  ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', `TZOFFSETFROM:${hours}`, `TZOFFSETTO:${summer}`],
  ...['RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
];

test('a zone that the calendar defines itself is honoured, summer and winter', () => {
  const zones = DEFINED('Head office', '+0100', '+0200');
  assert.equal(iso(startOf(';TZID=Head office:20260616T140000', zones)), '2026-06-16T12:00Z');
  assert.equal(iso(startOf(';TZID=Head office:20260116T140000', zones)), '2026-01-16T13:00Z');
  assert.equal(iso(startOf(';TZID=Head office:20261025T013000', zones)), '2026-10-24T23:30Z');
  assert.equal(iso(startOf(';TZID=Head office:20261025T040000', zones)), '2026-10-25T03:00Z');
  const twice = startOf(';TZID=Head office:20261025T023000', zones);
  assert.ok(twice.kind === 'unsure' && twice.why === 'twice');
  assert.deepEqual(
    twice.meanings.map(({ ms }) => new Date(ms).toISOString().slice(11, 16)),
    ['00:30', '01:30'],
  );
  const never = startOf(';TZID=Head office:20260329T023000', zones);
  assert.ok(never.kind === 'unsure' && never.why === 'never');
});

test('a definition that tells another moment than the name is not believed, nor is the name', () => {
  const same = startOf(';TZID=Europe/Berlin:20260616T140000', DEFINED('Europe/Berlin', '+0100', '+0200'));
  assert.equal(iso(same), '2026-06-16T12:00Z');
  const other = startOf(';TZID=Europe/Berlin:20260616T140000', DEFINED('Europe/Berlin', '+0200', '+0300'));
  assert.ok(other.kind === 'unsure' && other.why === 'two-zones');
  assert.equal(other.meanings.length, 2);
});

test('an abbreviation, a signed GMT and an unknown name are not sure', () => {
  const label = (line: string) => {
    const time = startOf(line);
    return time.kind === 'unsure'
      ? [time.why, ...time.meanings.map(({ ms }) => new Date(ms).toISOString().slice(11, 16))]
      : time.kind;
  };
  assert.deepEqual(label(';TZID=PST:20090616T140000'), ['label', '21:00', '22:00', '06:00']);
  assert.deepEqual(label(';TZID=GMT:20260616T220000'), ['label', '22:00', '21:00']);
  assert.deepEqual(label(';TZID=GMT+3:20210807T000000'), ['label', '21:00', '03:00']);
  assert.deepEqual(label(';TZID=ACT:20260616T140000'), ['unknown-zone']);
  assert.deepEqual(label(';TZID=Our office:20260616T140000'), ['unknown-zone']);
});

test('a moment in UTC with a TZID beside it must be the same in both', () => {
  assert.equal(iso(startOf(';TZID=Europe/London:20260116T140000Z')), '2026-01-16T14:00Z');
  const time = startOf(';TZID=Europe/London:20260616T140000Z');
  assert.ok(time.kind === 'unsure' && time.why === 'two-zones');
});

test('an end is DTEND, or the start and a duration: days by the calendar of the zone, hours as hours', () => {
  const endOf = (...lines: string[]) => iso(eventOf(lines).end);
  assert.equal(endOf('DTSTART:20260616T210000Z', 'DURATION:PT1H30M'), '2026-06-16T22:30Z');
  assert.equal(endOf('DTSTART;TZID=Europe/London:20261024T120000', 'DURATION:P1D'), '2026-10-25T12:00Z');
  assert.equal(endOf('DTSTART;TZID=Europe/London:20261024T120000', 'DURATION:PT24H'), '2026-10-25T11:00Z');
  assert.equal(endOf('DTSTART:20260616T210000Z', 'DURATION:-PT1H'), undefined);
  assert.equal(endOf('DTSTART:20260616T210000Z'), undefined);
  assert.deepEqual(eventOf(['DTSTART;VALUE=DATE:20260616']).end, { kind: 'date', date: '2026-06-17' });
  assert.deepEqual(eventOf(['DTSTART;VALUE=DATE:20260616', 'DURATION:P2W']).end, {
    kind: 'date',
    date: '2026-06-30',
  });
});
