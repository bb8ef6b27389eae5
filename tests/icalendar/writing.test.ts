import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ical from 'ical.js';
import { paramOf } from '#machinery/icalendar/content-line.ts';
import { eventsOf } from '#machinery/icalendar/events.ts';
import { propertyOf, readCalendar } from '#machinery/icalendar/read-calendar.ts';
import { textOf } from '#machinery/icalendar/text.ts';
import { foldLine, type WrittenEvent, writeCalendar } from '#machinery/icalendar/write-calendar.ts';

const EVENT: WrittenEvent = {
  uid: 'window-7@rooftop.test',
  sequence: 2,
  stampMs: Date.UTC(2009, 5, 15, 23, 24, 5, 999),
  startMs: Date.UTC(2009, 5, 16, 21),
  endMs: Date.UTC(2009, 5, 16, 22),
  lastModifiedMs: Date.UTC(2009, 5, 15, 23, 24),
  summary: 'Moved; one hour, not two',
  description: 'First line\r\nسرور به‌روز می‌شود\\',
  status: 'CONFIRMED',
  url: 'https://rooftop.test/status/7?a=1,2',
  more: [
    { name: 'X-MAINTNOTE-OBJECT-ID', params: { ALTREP: 'https://rooftop.test/a:b' }, text: 'web, front' },
  ],
};

test('an event is written in the form of RFC 5545', () => {
  assert.deepEqual(
    writeCalendar([{ ...EVENT, description: 'One\nTwo' }], {
      name: 'Planned work',
      refreshMinutes: 15,
    }).split('\r\n'),
    [
      ...[
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Rooftop//Planned maintenance//EN',
        'CALSCALE:GREGORIAN',
      ],
      ...['NAME:Planned work', 'X-WR-CALNAME:Planned work'],
      ...['REFRESH-INTERVAL;VALUE=DURATION:PT15M', 'X-PUBLISHED-TTL:PT15M'],
      ...['BEGIN:VEVENT', 'UID:window-7@rooftop.test', 'SEQUENCE:2', 'DTSTAMP:20090615T232405Z'],
      ...['LAST-MODIFIED:20090615T232400Z', 'DTSTART:20090616T210000Z', 'DTEND:20090616T220000Z'],
      ...['SUMMARY:Moved\\; one hour\\, not two', 'DESCRIPTION:One\\nTwo', 'STATUS:CONFIRMED'],
      ...['URL:https://rooftop.test/status/7?a=1,2'],
      ...['X-MAINTNOTE-OBJECT-ID;ALTREP="https://rooftop.test/a:b":web\\, front'],
      ...['END:VEVENT', 'END:VCALENDAR', ''],
    ],
  );
});

test('another library reads what is written', () => {
  const event = new ical.Event(
    new ical.Component(ical.parse(writeCalendar([EVENT]))).getFirstSubcomponent('vevent')!,
  );
  assert.equal(event.summary, EVENT.summary);
  assert.equal(event.description, 'First line\nسرور به‌روز می‌شود\\');
  assert.equal(event.startDate.toJSDate().getTime(), EVENT.startMs);
  assert.equal(event.sequence, 2);
});

test('no line is longer than 75 octets, no character is cut, and any text comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary' }),
      (summary, cn) => {
        const more = [{ name: 'X-A', params: { CN: cn }, text: '' }];
        const text = writeCalendar([{ ...EVENT, summary, more }]);
        for (const line of text.split('\r\n')) {
          assert.ok(Buffer.byteLength(line) <= 75);
          assert.ok(line.isWellFormed());
        }
        const event = eventsOf(readCalendar(text))[0]!;
        const plain = (one: string) =>
          one
            .toWellFormed()
            .replace(/\r\n?/g, '\n')
            .replace(/[^\P{Cc}\n\t]/gu, '');
        assert.equal(textOf(propertyOf(event.component, 'SUMMARY')!), plain(summary));
        assert.equal(paramOf(propertyOf(event.component, 'X-A')!, 'CN')?.trim(), plain(cn).trim());
      },
    ),
    { numRuns: 500 },
  );
});

test('a line is folded after exactly 75 octets', () => {
  assert.equal(foldLine('a'.repeat(75)), 'a'.repeat(75));
  assert.equal(foldLine('a'.repeat(76)), `${'a'.repeat(75)}\r\n a`);
  assert.equal(foldLine(`${'a'.repeat(74)}é`), `${'a'.repeat(74)}\r\n é`);
  assert.equal(foldLine('a'.repeat(150)), `${'a'.repeat(75)}\r\n ${'a'.repeat(74)}\r\n a`);
});

test('nothing that is written into a value can begin a line of its own', () => {
  const text = writeCalendar([
    { ...EVENT, uid: 'a\r\nEND:VEVENT', url: 'https://a\r\nX-BAD:1', summary: 'b\rX-BAD:2' },
  ]);
  assert.equal(
    readCalendar(text).components[0]!.components[0]!.properties.some(({ name }) => name === 'X-BAD'),
    false,
  );
});
