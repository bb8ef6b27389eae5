import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EVENTS_MOST } from '#machinery/icalendar/events.ts';
import { toJson } from '#rooms/notices/notice-form.ts';
import { readNotices } from '#rooms/notices/read-file.ts';
import { FIELD_MOST, IDS_MOST, OBJECTS_MOST } from '#rooms/notices/rules/judge.ts';
import { bytesOf, type Changes, calendarOf, eventLines, notice } from './samples.ts';

const readAll = async (text: string) => readNotices(bytesOf(text));

async function readOne(text: string) {
  const read = await readAll(text);
  assert.equal(read.length, 1);
  return read[0]!;
}

async function formOf(text: string) {
  const read = await readOne(text);
  assert.equal(read.kind, 'notice', JSON.stringify(read));
  return read.kind === 'notice' ? read : assert.fail();
}

async function reasonsOf(text: string): Promise<readonly string[]> {
  const read = await readOne(text);
  return read.kind === 'quarantined' ? read.reasons.map(({ what }) => what) : ['taken'];
}

test('a notice as the standard wants it comes out in full, without a warning', async () => {
  assert.deepEqual(toJson(await readOne(notice()), 'a.ics'), {
    provider: 'carrier.example',
    account: '4711',
    maintenanceIds: ['JOB-000007'],
    objects: [{ id: 'line-12', impact: 'OUTAGE' }],
    impact: 'OUTAGE',
    status: 'CONFIRMED',
    start: '2026-06-16T04:45:00Z',
    end: '2026-06-16T06:15:00Z',
    stamp: '2026-06-10T12:00:00Z',
    sequence: 1,
    uid: 'job-7@carrier.example',
    organizer: 'mailto:noc@carrier.example',
    summary: 'Work on a line card',
    warnings: [],
  });
});

const MISSING: readonly (readonly [string, string])[] = [
  ['X-MAINTNOTE-PROVIDER', 'no-provider'],
  ['X-MAINTNOTE-ACCOUNT', 'no-account'],
  ['X-MAINTNOTE-MAINTENANCE-ID', 'no-maintenance-id'],
  ['X-MAINTNOTE-OBJECT-ID', 'no-object-id'],
  ['ORGANIZER', 'no-organizer'],
  ['UID', 'no-uid'],
  ['DTSTART', 'no-start'],
  ['DTEND', 'no-end'],
  ['DTSTAMP', 'no-stamp'],
];

for (const [name, reason] of MISSING)
  test(`a notice without ${name} is quarantined for that, and only that`, async () => {
    assert.deepEqual(await reasonsOf(notice({ [name]: null })), [reason]);
  });

test('a provider that is known to name no ORGANIZER is taken without one', async () => {
  for (const provider of ['NTT Communications (AS2914)', 'us.ntt.net', 'Arelion']) {
    const { form, warnings } = await formOf(notice({ ORGANIZER: null, 'X-MAINTNOTE-PROVIDER': provider }));
    assert.equal(form.organizer, null);
    assert.deepEqual(
      warnings.map(({ what }) => what),
      ['no-organizer-known'],
    );
  }
});

const TIMES: readonly (readonly [string, string])[] = [
  [':20260616T044500', 'no-zone'],
  [';VALUE=DATE:20260616', 'date-only'],
  [':20201013Z', 'wrong-time'],
  [';TZID=PST:20260616T044500', 'label'],
  [';TZID=Nowhere/Here:20260616T044500', 'unknown-zone'],
  [';TZID=America/New_York:20261101T013000', 'twice'],
  [';TZID=America/New_York:20260308T023000', 'never'],
  [';TZID=Asia/Tehran:20260616T010000Z', 'two-zones'],
];

for (const [value, reason] of TIMES)
  test(`a start like DTSTART${value} is quarantined as ${reason}`, async () => {
    const reasons = await reasonsOf(notice({ DTSTART: value, DTEND: ':20270101T000000Z' }));
    assert.deepEqual(reasons, [reason]);
  });

test('an end that is not after the start, or a year after it, is quarantined', async () => {
  assert.deepEqual(await reasonsOf(notice({ DTEND: ':20260616T044500Z' })), ['end-before-start']);
  assert.deepEqual(await reasonsOf(notice({ DTEND: ':20280616T044500Z' })), ['too-long']);
});

test('all that is wrong is said at once', async () => {
  const text = notice(
    { DTSTART: ':20201013Z', DTEND: ':20201015Z', UID: ' 090234', 'X-MAINTNOTE-MAINTENANCE-ID': null },
    ['X-MAINTNOTE-MAINTENANCE-090234'],
  );
  assert.deepEqual(await reasonsOf(text), ['lost-colon', 'no-maintenance-id', 'wrong-time', 'wrong-time']);
});

test('an unknown or absent impact is the worst; the impact of one object wins over that of all', async () => {
  const absent = await formOf(notice({ 'X-MAINTNOTE-IMPACT': null }));
  assert.deepEqual([absent.form.impact, absent.form.impactGiven], ['OUTAGE', false]);
  const unknown = await formOf(notice({ 'X-MAINTNOTE-IMPACT': 'a bit slow' }));
  assert.deepEqual(
    [unknown.form.impact, unknown.warnings],
    ['OUTAGE', [{ what: 'unknown-impact', about: 'A BIT SLOW' }]],
  );
  const single = await formOf(
    notice({
      'X-MAINTNOTE-IMPACT': 'OUTAGE',
      'X-MAINTNOTE-OBJECT-ID': ';X-MAINTNOTE-OBJECT-IMPACT=NO-IMPACT:999',
    }),
  );
  assert.deepEqual(single.form.objects, [{ id: '999', impact: 'NO-IMPACT' }]);
});

test('of several maintenance ids the primary one comes first, and all are kept', async () => {
  const more = [
    'X-MAINTNOTE-MAINTENANCE-ID;X-MAINTNOTE-PRECEDENCE=NON-PRIMARY:UP-1',
    'X-MAINTNOTE-MAINTENANCE-ID;X-MAINTNOTE-PRECEDENCE=PRIMARY:OWN-1',
  ];
  const { form } = await formOf(notice({}, more));
  assert.deepEqual(form.maintenanceIds, ['OWN-1', 'JOB-000007', 'UP-1']);
});

test('no objects are allowed only for what is cancelled or completed', async () => {
  const lines: Changes = { 'X-MAINTNOTE-OBJECT-ID': null, 'X-MAINTNOTE-IMPACT': null };
  for (const status of ['CANCELLED', 'COMPLETED']) {
    const { form } = await formOf(notice({ ...lines, 'X-MAINTNOTE-STATUS': status }));
    assert.deepEqual([form.objects, form.status], [[], status]);
  }
  assert.deepEqual(await reasonsOf(notice({ ...lines, 'X-MAINTNOTE-STATUS': 'CONFIRMED' })), [
    'no-object-id',
  ]);
});

test('without status and sequence it changes no status, and what the summary hints at is shown', async () => {
  const { form, warnings } = await formOf(
    notice({
      SEQUENCE: null,
      'X-MAINTNOTE-STATUS': null,
      SUMMARY: 'Maintenance Notification: completed [7]',
    }),
  );
  assert.deepEqual([form.status, form.sequence], [null, null]);
  assert.deepEqual(
    warnings.map(({ what }) => what),
    ['no-status', 'no-sequence', 'summary-says-over'],
  );
});

test('spaces around values are cut off, with a warning', async () => {
  const { form, warnings } = await formOf(notice({ UID: ' 42', 'X-MAINTNOTE-PROVIDER': 'EXA ' }));
  assert.deepEqual([form.uid, form.provider], ['42', 'EXA']);
  assert.deepEqual(
    warnings.map(({ what }) => what),
    ['spaces'],
  );
});

test('X-MAINTNOTE-STATUS wins over STATUS; where they cannot both be true a person has to look', async () => {
  const beside = async (status: string) =>
    formOf(notice({ 'X-MAINTNOTE-STATUS': 'IN-PROCESS' }, [`STATUS:${status}`]));
  assert.deepEqual((await beside('CONFIRMED')).doubts, []);
  const other = await beside('CANCELLED');
  assert.equal(other.form.status, 'IN-PROCESS');
  assert.deepEqual(
    other.doubts.map(({ what }) => what),
    ['two-statuses'],
  );
});

test('METHOD may be PUBLISH, REQUEST or CANCEL, and CANCEL alone cancels', async () => {
  const withMethod = (method: string, status: string | null) =>
    calendarOf([eventLines({ 'X-MAINTNOTE-STATUS': status })], { head: [`METHOD:${method}`] });
  assert.deepEqual((await formOf(withMethod('REQUEST', 'CONFIRMED'))).warnings, [{ what: 'asks-answer' }]);
  assert.equal((await formOf(withMethod('CANCEL', null))).form.status, 'CANCELLED');
  assert.deepEqual(
    (await formOf(withMethod('CANCEL', 'CONFIRMED'))).doubts.map(({ what }) => what),
    ['method-disagrees'],
  );
  assert.deepEqual(await reasonsOf(withMethod('COUNTER', 'CONFIRMED')), ['method']);
});

test('events of one file are each read for themselves, under the same UID and SEQUENCE too', async () => {
  const second = eventLines({ 'X-MAINTNOTE-MAINTENANCE-ID': 'JOB-000008', DTSTAMP: null });
  const read = await readAll(calendarOf([eventLines(), second, eventLines()]));
  assert.deepEqual(
    read.map(({ kind }) => kind),
    ['notice', 'quarantined', 'notice'],
  );
});

test('a property that may stand once and stands twice is refused when the two differ', async () => {
  assert.deepEqual(await reasonsOf(notice({}, ['DTEND:20260616T061500Z'])), ['taken']);
  assert.deepEqual(await reasonsOf(notice({}, ['DTEND:20260616T071500Z'])), ['repeated-property']);
});

test('an event without X-MAINTNOTE, one that repeats, an empty calendar and no calendar are quarantined', async () => {
  const names = ['PROVIDER', 'ACCOUNT', 'MAINTENANCE-ID', 'OBJECT-ID', 'IMPACT', 'STATUS'];
  const plain = Object.fromEntries(names.map((name) => [`X-MAINTNOTE-${name}`, null]));
  assert.deepEqual(await reasonsOf(notice(plain)), ['plain-event']);
  assert.deepEqual(await reasonsOf(notice({}, ['RRULE:FREQ=WEEKLY'])), ['repeats']);
  assert.deepEqual(await reasonsOf(calendarOf([])), ['no-event']);
  assert.deepEqual(await reasonsOf('<html>Dear customer</html>'), ['no-calendar']);
  assert.deepEqual(await reasonsOf(''), ['no-calendar']);
});

test('a file in UTF-16, in Latin or as base64 is read', async () => {
  const text = notice({ SUMMARY: 'Câble coupé' });
  const kinds: readonly Uint8Array[] = [
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'latin1'),
    Buffer.from(Buffer.from(text, 'utf8').toString('base64')),
  ];
  for (const bytes of kinds) {
    const [read] = await readNotices(bytes);
    assert.equal(read?.kind === 'notice' && read.form.summary, 'Câble coupé');
  }
});

test('there is a bound on events, objects, ids and the length of each field, and what is left out is said', async () => {
  const events = Array.from({ length: EVENTS_MOST + 1 }, () => eventLines());
  assert.equal((await readAll(calendarOf(events))).length, EVENTS_MOST);
  const numbered = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => `X-MAINTNOTE-${name}:${name}-${i}`);
  const full = await formOf(
    notice({}, [...numbered('OBJECT-ID', OBJECTS_MOST - 1), ...numbered('MAINTENANCE-ID', IDS_MOST - 1)]),
  );
  assert.deepEqual(
    [full.form.objects.length, full.form.maintenanceIds.length, full.warnings],
    [OBJECTS_MOST, IDS_MOST, []],
  );
  for (const [name, most] of [['OBJECT-ID', OBJECTS_MOST] as const, ['MAINTENANCE-ID', IDS_MOST] as const]) {
    const { form, warnings } = await formOf(notice({}, numbered(name, most)));
    assert.ok(form.objects.length <= OBJECTS_MOST && form.maintenanceIds.length <= IDS_MOST);
    assert.deepEqual(warnings, [{ what: 'cut' }]);
  }
  const { form } = await formOf(notice({ SUMMARY: 'x'.repeat(FIELD_MOST + 1) }));
  assert.equal(form.summary.length, FIELD_MOST);
});

test('whatever is in a file, reading it does not throw', async () => {
  const lines = fc.constantFrom(
    ...eventLines(),
    ...[
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VALARM',
      'Subject: a',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
    ],
    ...['DTSTART;TZID=PST:20260101T000000', 'DURATION:P99999W', 'X-MAINTNOTE-', 'METHOD:CANCEL', 'RRULE:x'],
  );
  const text = fc.array(fc.oneof({ arbitrary: lines, weight: 5 }, { arbitrary: fc.string(), weight: 1 }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), async (some, mail) => {
      const all = mail ? some : ['BEGIN:VCALENDAR', ...some];
      const read = await readAll(all.join('\r\n'));
      assert.ok(read.length > 0);
      JSON.stringify(read.map((one) => toJson(one, 'x')));
    }),
    { numRuns: 400 },
  );
});
