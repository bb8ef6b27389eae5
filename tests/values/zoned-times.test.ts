import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readShownZones, shownZone, writeShownZones, ZONES_MOST } from '#values/shown-zones.ts';
import { zonedSpans, zonedTimes } from '#values/zoned-times.ts';

const LIST = 'America/Los_Angeles=San Francisco|سان‌فرانسیسکو, Asia/Tehran';
const { zones } = readShownZones(LIST);
const NEW_SLOT = Date.parse('2009-06-16T21:00:00Z');

test('each zone is given its own weekday, date and hour', () => {
  const texts = zonedTimes(NEW_SLOT, zones, 'en').map(({ text }) => text);
  assert.deepEqual(texts, ['Tue 16 June 14:00 in San Francisco', 'Wed 17 June 01:30 in Tehran']);
});

test('Persian says it with its own calendar, digits and word for the place', () => {
  const texts = zonedTimes(NEW_SLOT, zones, 'fa').map(({ text }) => text);
  assert.deepEqual(texts, ['سه‌شنبه ۲۶ خرداد، ۱۴:۰۰ در سان‌فرانسیسکو', 'چهارشنبه ۲۷ خرداد، ۰۱:۳۰ در تهران']);
});

test('a reader who chose another calendar or other digits gets them', () => {
  const [tehran] = zonedTimes(NEW_SLOT, [shownZone('Asia/Tehran')], 'fa-u-ca-gregory-nu-latn');
  assert.equal(tehran?.text, 'چهارشنبه 17 ژوئن، 01:30 در تهران');
});

test('a span that ends on another day says that day too', () => {
  const span = [Date.parse('2026-06-10T23:30:00Z'), Date.parse('2026-06-11T01:00:00Z')] as const;
  const [utc] = zonedSpans(...span, [shownZone('UTC')], 'en');
  assert.equal(utc?.text, 'Wed 10 June 23:30 – Thu 11 June 01:00 UTC');
});

test('the year is said when it is another year than now', () => {
  const now = Date.parse('2026-11-23T00:00:00Z');
  assert.equal(
    zonedTimes(NEW_SLOT, [shownZone('UTC')], 'en', { now })[0]?.text,
    'Tue 16 June 2009 21:00 UTC',
  );
  const newYear = Date.parse('2026-12-31T21:00:00Z');
  const [utc, tehran] = zonedTimes(newYear, [shownZone('UTC'), shownZone('Asia/Tehran')], 'en', { now });
  assert.equal(utc?.date, 'Thu 31 December');
  assert.equal(tehran?.date, 'Fri 1 January 2027');
});

test('where clocks change meanwhile both offsets are said, so that three hours do not look like two', () => {
  const span = [Date.parse('2026-10-24T23:30:00Z'), Date.parse('2026-10-25T02:30:00Z')] as const;
  const [london] = zonedSpans(...span, [shownZone('Europe/London')], 'en');
  assert.equal(london?.text, 'Sun 25 October 00:30 (UTC+01:00)–02:30 (UTC+00:00) in London');
});

test('an hour that comes twice is said with its offset', () => {
  const at = (text: string) => zonedTimes(Date.parse(text), [shownZone('America/New_York')], 'en')[0]?.text;
  assert.equal(at('2026-11-01T05:30:00Z'), 'Sun 1 November 01:30 (UTC-04:00) in New York');
  assert.equal(at('2026-11-01T06:30:00Z'), 'Sun 1 November 01:30 (UTC-05:00) in New York');
  assert.equal(at('2026-11-01T07:30:00Z'), 'Sun 1 November 02:30 in New York');
});

test('a list of zones is read, what cannot be meant is given back, and it is written as it was', () => {
  const read = readShownZones(`UTC, ${LIST}, Mars/Olympus, Asia/Tehran=, =x, Europe/Paris=a|b|c`);
  assert.deepEqual(read.wrong, ['Mars/Olympus', 'Asia/Tehran=', '=x', 'Europe/Paris=a|b|c']);
  assert.equal(writeShownZones(read.zones), `UTC, ${LIST}`);
});

test('at most twelve zones are shown', () => {
  const many = Array.from({ length: ZONES_MOST + 1 }, (_, i) => `UTC=Place ${i}`).join(',');
  const read = readShownZones(many);
  assert.equal(read.zones.length, ZONES_MOST);
  assert.deepEqual(read.wrong, ['UTC=Place 12']);
});
