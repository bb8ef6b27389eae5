import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { eventsOf } from '#machinery/icalendar/events.ts';
import { propertiesOf, propertyOf, readCalendar } from '#machinery/icalendar/read-calendar.ts';
import { textOf } from '#machinery/icalendar/text.ts';
import { CALENDAR_MOST, LINES_MOST } from '#machinery/icalendar/unfold.ts';

const inEvent = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

function eventIn(text: string) {
  const { components, warnings, faults } = readCalendar(text);
  return { event: components[0]!.components[0]!, warnings, faults };
}

const kinds = (remarks: readonly { readonly what: string }[]) => remarks.map(({ what }) => what);

test('folded lines are joined whatever ends them: CRLF, LF or CR alone, with or without a last line end', () => {
  for (const end of ['\r\n', '\n', '\r']) {
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'SUMMARY:one',
      '  two',
      '\tthree',
      'END:VEVENT',
      'END:VCALENDAR',
    ];
    const { event, warnings, faults } = eventIn(text.join(end));
    assert.equal(propertyOf(event, 'SUMMARY')?.value, 'one twothree');
    assert.deepEqual([kinds(warnings), kinds(faults)], [[], []]);
  }
});

test('a byte order mark and blank lines are passed over', () => {
  const { event, warnings } = eventIn(`\ufeff${inEvent('SUMMARY:one', '', ' two')}`);
  assert.equal(propertyOf(event, 'SUMMARY')?.value, 'onetwo');
  assert.deepEqual(kinds(warnings), []);
});

test('a line that goes on without its leading space is joined, with a warning that keeps it raw', () => {
  const { event, warnings } = eventIn(
    inEvent(
      'X-MAINTNOTE-OBJECT-ID;SR=SR9:LINK(A)-B EP1:NNN-777-',
      'ELE',
      'DESCRIPTION:several windows (cont',
      ' aining both)',
      'Each window is announced',
      ' apart',
    ),
  );
  assert.equal(propertyOf(event, 'X-MAINTNOTE-OBJECT-ID')?.value, 'LINK(A)-B EP1:NNN-777-ELE');
  assert.equal(
    propertyOf(event, 'DESCRIPTION')?.value,
    'several windows (containing both)Each window is announcedapart',
  );
  assert.deepEqual(warnings, [
    { what: 'joined-line', line: 4, raw: 'ELE' },
    { what: 'joined-line', line: 7, raw: 'Each window is announced' },
  ]);
});

test('a line that was broken so that it looks like a property is kept as one, with a warning', () => {
  const { event, warnings } = eventIn(inEvent('DESCRIPTION:please', 'Note: bring a lamp'));
  assert.equal(propertyOf(event, 'NOTE')?.value, ' bring a lamp');
  assert.deepEqual(warnings, [{ what: 'unknown-name', line: 4, raw: 'Note: bring a lamp' }]);
});

test('a property that lost its colon is a fault, and not joined to the line before', () => {
  const { event, faults } = eventIn(inEvent('X-MAINTNOTE-IMPACT:OUTAGE', 'X-MAINTNOTE-MAINTENANCE-4711'));
  assert.equal(propertyOf(event, 'X-MAINTNOTE-IMPACT')?.value, 'OUTAGE');
  assert.deepEqual(kinds(faults), ['lost-colon']);
});

test('a property is taken apart at its first colon outside quotes', () => {
  const { event, warnings } = eventIn(
    inEvent(
      'ORGANIZER;CN="NOC: day; night";ROLE=a,"b,c":mailto:noc@example.net',
      "X-ODD;FLAG;CN=one ^^ two^nthree ^'four^':value",
      'X-OPEN;CN="never closed:value',
    ),
  );
  const [organizer, odd, open] = event.properties;
  assert.deepEqual(
    [...organizer!.params],
    [
      ['CN', ['NOC: day; night']],
      ['ROLE', ['a', 'b,c']],
    ],
  );
  assert.equal(organizer!.value, 'mailto:noc@example.net');
  assert.deepEqual(
    [...odd!.params],
    [
      ['FLAG', []],
      ['CN', ['one ^ two\nthree "four"']],
    ],
  );
  assert.deepEqual([open!.name, open!.value], ['X-OPEN', 'value']);
  assert.deepEqual(kinds(warnings), ['open-quote']);
});

test('what is twice is there twice; what is in an alarm is not the event’s', () => {
  const { event } = eventIn(
    inEvent('X-ID:1', 'x-id:2', 'BEGIN:VALARM', 'DESCRIPTION:Reminder', 'END:VALARM', 'DESCRIPTION:ours'),
  );
  assert.deepEqual(
    propertiesOf(event, 'X-ID').map(({ value }) => value),
    ['1', '2'],
  );
  assert.deepEqual(
    propertiesOf(event, 'DESCRIPTION').map(({ value }) => value),
    ['ours'],
  );
});

test('several events with the same UID are several', () => {
  const text = inEvent('UID:1', 'SEQUENCE:34', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:1', 'SEQUENCE:34');
  assert.deepEqual(
    eventsOf(readCalendar(text)).map(({ uid, sequence }) => [uid, sequence]),
    [
      ['1', 34],
      ['1', 34],
    ],
  );
});

test('events that are never closed, closed twice or stand alone are read, with warnings', () => {
  const unclosed = readCalendar(
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nBEGIN:VEVENT\nUID:2\nEND:VCALENDAR\nEND:VEVENT',
  );
  assert.deepEqual(
    eventsOf(unclosed).map(({ uid }) => uid),
    ['1', '2'],
  );
  assert.deepEqual(kinds(unclosed.warnings), ['unclosed', 'unclosed', 'unopened']);
  const alone = readCalendar('Dear customer:\nBEGIN:VEVENT\nUID:3\nEND:VEVENT');
  assert.deepEqual(
    eventsOf(alone).map(({ uid }) => uid),
    ['3'],
  );
  assert.deepEqual(kinds(alone.warnings), ['stray-line', 'no-envelope']);
});

test('quoted-printable of the older form is decoded, over its soft line breaks too', () => {
  const { event } = eventIn(
    inEvent('DESCRIPTION;ENCODING=QUOTED-PRINTABLE:=0D=0ADear caf=C3=A9=', 'Time: 01:00\\, =', ' sharp'),
  );
  assert.equal(textOf(event.properties[0]!), '\nDear caféTime: 01:00, sharp');
});

test('quoted-printable that is folded in the middle of an escape is put together again', () => {
  const { event } = eventIn(
    inEvent('DESCRIPTION;ENCODING=QUOTED-PRINTABLE:caf=C3=', ' A9 au lait=', 'UID:7'),
  );
  assert.equal(textOf(event.properties[0]!), 'café au lait=');
  assert.equal(propertyOf(event, 'UID')?.value, '7');
});

test('escapes are undone once', () => {
  const { event } = eventIn(inEvent('SUMMARY:R1\\\\56B\\, a\\;b\\nc\\Nd\\q'));
  assert.equal(textOf(event.properties[0]!), 'R1\\56B, a;b\nc\nd\\q');
});

test('there is a bound on length, lines and depth, and the rest is said to be left out', () => {
  assert.deepEqual(kinds(readCalendar('x'.repeat(CALENDAR_MOST + 1)).faults), ['too-long', 'no-calendar']);
  assert.deepEqual(kinds(readCalendar('\n'.repeat(LINES_MOST + 1)).faults), ['too-many', 'no-calendar']);
  const deep = `${'BEGIN:A\nBEGIN:B\n'.repeat(50)}UID:1\n${'END:B\nEND:A\n'.repeat(50)}`;
  assert.deepEqual(kinds(readCalendar(deep).faults), ['too-deep']);
});

/** Shapes that make careless readers slow, a megabyte each: run in a time that a quadratic reader could not meet. */
const NASTY: readonly (readonly [string, string])[] = [
  ['one long line', 'A'.repeat(1e6)],
  ['spaces', `X:${' '.repeat(1e6)}`],
  ['lines that go on', `BEGIN:VCALENDAR\nX:1\n${' a\n'.repeat(3e5)}`],
  ['lines that lack their space', `BEGIN:VCALENDAR\nX:1\n${'a b\n'.repeat(2e5)}`],
  ['begins', 'BEGIN:VEVENT\n'.repeat(8e4)],
  ['ends', `BEGIN:VCALENDAR\n${'END:VEVENT\n'.repeat(9e4)}`],
  ['quotes', `BEGIN:VCALENDAR\nX;${'"'.repeat(1e6)}`],
  ['parameters', `BEGIN:VCALENDAR\nX${';A=B'.repeat(2e5)}:v`],
  ['soft breaks', `BEGIN:VCALENDAR\nX;ENCODING=QUOTED-PRINTABLE:=\n${'=\n'.repeat(2e5)}`],
  [
    'zones',
    `BEGIN:VCALENDAR\n${'BEGIN:VTIMEZONE\nTZID:A\nEND:VTIMEZONE\n'.repeat(9e3)}${'BEGIN:VEVENT\nDTSTART;TZID=B:20260101T000000\nEND:VEVENT\n'.repeat(9e3)}`,
  ],
];

for (const [what, text] of NASTY)
  test(`a megabyte of ${what} is read in time that grows with its length alone`, { timeout: 5_000 }, () => {
    const read = readCalendar(text);
    eventsOf(read);
    assert.ok(read.warnings.length + read.faults.length <= 400);
  });

test('nonsense is read without throwing', () => {
  const bits = fc.constantFrom(
    ...[
      'BEGIN:',
      'END:',
      'VEVENT',
      'VCALENDAR',
      'VTIMEZONE',
      '\r',
      '\n',
      ' ',
      '\t',
      ':',
      ';',
      '"',
      '=',
      '\\',
      ',',
      '^',
      '\ud800',
    ],
    ...[
      'DTSTART',
      'DTEND',
      'DURATION',
      'P1W',
      'PT',
      'TZID=',
      'Asia/Tehran',
      'PST',
      '20260101T000000',
      'Z',
      '99999999',
      'RRULE:FREQ=YEARLY',
    ],
  );
  const text = fc.array(fc.oneof(bits, fc.string()), { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (one) => {
      const read = readCalendar(one);
      for (const { component } of eventsOf(read))
        for (const property of component.properties) textOf(property);
    }),
    { numRuns: 2_000 },
  );
});
