import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readShownZones, shownZone } from '#values/shown-zones.ts';
import { zonedSpans, zonedTimes } from '#values/zoned-times.ts';
import { JUNE_ZONES, openWorkHouse } from '../status/works.ts';

const { zones } = readShownZones(JUNE_ZONES);

test('hard case 6: 14:00 on 16 June in San Francisco is 01:30 on 17 June in Tehran, each with its weekday', () => {
  const texts = zonedTimes(Date.parse('2009-06-16T21:00:00Z'), zones, 'en').map(({ text }) => text);
  assert.deepEqual(texts, ['Tue 16 June 14:00 in San Francisco', 'Wed 17 June 01:30 in Tehran']);
});

test('hard case 6: the day before is said where it is the day before', () => {
  const span = [Date.parse('2009-06-16T04:45:00Z'), Date.parse('2009-06-16T06:15:00Z')] as const;
  const texts = zonedSpans(...span, zones, 'en').map(({ text }) => text);
  assert.deepEqual(texts, ['Mon 15 June 21:45–23:15 in San Francisco', 'Tue 16 June 09:15–10:45 in Tehran']);
});

test('hard case 6: work that crosses midnight in one place says both days there and one elsewhere', () => {
  const span = [Date.parse('2009-06-16T19:00:00Z'), Date.parse('2009-06-16T20:00:00Z')] as const;
  const texts = zonedSpans(...span, [...zones, shownZone('Pacific/Chatham')], 'en').map(({ text }) => text);
  assert.deepEqual(texts, [
    'Tue 16 June 12:00–13:00 in San Francisco',
    'Tue 16 June 23:30 – Wed 17 June 00:30 in Tehran',
    'Wed 17 June 07:45–08:45 in Chatham',
  ]);
});

test('hard case 6: midnight is the first moment of the new day, never the 24th hour of the old', () => {
  const midnight = Date.parse('2009-06-16T19:30:00Z');
  assert.equal(
    zonedTimes(midnight, [shownZone('Asia/Tehran')], 'en')[0]?.text,
    'Wed 17 June 00:00 in Tehran',
  );
  assert.equal(
    zonedTimes(midnight, [shownZone('Asia/Tehran')], 'fa')[0]?.text,
    'چهارشنبه ۲۷ خرداد، ۰۰:۰۰ در تهران',
  );
});

test('hard case 6: the page, the calendar and the feed all print the date of each zone', async () => {
  const works = await openWorkHouse();
  await works.zones(JUNE_ZONES);
  await works.plan('2009-06-16T21:00:00Z', '2009-06-16T22:00:00Z');
  const text = async (path: string) => (await works.server.request('GET', path)).text();
  assert.match(await text('/status'), /Tehran<\/bdi>.*<span class="day">Wed 17 June<\/span>/s);
  const unfolded = (await text('/status.ics')).replaceAll('\r\n ', '');
  assert.match(
    unfolded,
    /Tue 16 June 2009 14:00–15:00 in San Francisco\\nWed 17 June 2009 01:30–02:30 in Tehran/,
  );
  assert.match(await text('/status.atom'), /Wed 17 June 2009 01:30–02:30 in Tehran/);
  await works.server.close();
});
