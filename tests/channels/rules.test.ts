import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCalendarText } from '#rooms/channels/look.ts';
import { calendarSighting } from '#rooms/channels/rules/calendar-windows.ts';
import { CHANNEL_KINDS, checkDraft, NAME_MOST, oneLine, URL_MOST } from '#rooms/channels/rules/channel.ts';
import { daysOf } from '#rooms/channels/rules/history.ts';
import { isWorthSaying, movedWindows, SAY_EVERY_MS } from '#rooms/channels/rules/sighting.ts';
import { calendarOf, HOUR, START } from './watching.ts';

const DAY = 24 * HOUR;
const event = (start: string, end: string) => `SUMMARY:Work\r\nDTSTART${start}\r\nDTEND${end}`;

function told(...events: readonly string[]) {
  const read = readCalendarText(calendarOf(events));
  assert.ok(typeof read !== 'string', String(read));
  return read;
}

test('a calendar is taken at its word where it is sure, and from the first to the last it may mean where it is not', () => {
  const spans = (read: ReturnType<typeof told>) =>
    read.windows.map(({ startsAt, endsAt }) => [
      new Date(startsAt).toISOString(),
      (endsAt - startsAt) / HOUR,
    ]);
  assert.deepEqual(spans(told(event(':20260701T100000Z', ':20260701T110000Z'))), [
    ['2026-07-01T10:00:00.000Z', 1],
  ]);
  const local = ';TZID=Asia/Tehran:20260701T133000';
  assert.deepEqual(spans(told(event(local, ';TZID=Asia/Tehran:20260701T143000'))), [
    ['2026-07-01T10:00:00.000Z', 1],
  ]);
  assert.deepEqual(spans(told(event(':20260701T100000', ':20260701T110000'))), [
    ['2026-06-30T20:00:00.000Z', 27],
  ]);
  const twice = ';TZID=America/New_York:20261101T013000';
  assert.deepEqual(spans(told(event(twice, ';TZID=America/New_York:20261101T033000'))), [
    ['2026-11-01T05:30:00.000Z', 3],
  ]);
});

test('what a calendar says that cannot be counted on makes it unknown: repeating work, times that are none', () => {
  const good = event(':20260701T100000Z', ':20260701T110000Z');
  const cases = [
    [`${good}\r\nRRULE:FREQ=WEEKLY`, 'repeats'],
    ['SUMMARY:No times', 'times'],
    [event(':20260701T110000Z', ':20260701T100000Z'), 'times'],
  ] as const;
  for (const [wrong, fault] of cases) {
    const sighting = calendarSighting(told(good, wrong), START);
    assert.deepEqual([sighting.state, sighting.fault], ['unknown', fault]);
    assert.ok(sighting.windows!.length >= 1, 'what was understood counts all the same');
  }
  assert.equal(readCalendarText('<html>'), 'no-calendar');
  assert.equal(calendarSighting(told(`${good}\r\nSTATUS:CANCELLED`), START).windows!.length, 0);
});

test('a calendar is in maintenance from the start of its work up to its end', () => {
  const read = told(event(':20260701T100000Z', ':20260701T110000Z'));
  const at = (text: string) => calendarSighting(read, Date.parse(text)).state;
  assert.deepEqual(
    ['2026-07-01T09:59:59Z', '2026-07-01T10:00:00Z', '2026-07-01T10:59:59Z', '2026-07-01T11:00:00Z'].map(at),
    ['up', 'maintenance', 'maintenance', 'up'],
  );
});

test('events that share a UID are all kept', () => {
  const same = (start: string, end: string) => `${event(start, end)}\r\nCATEGORIES:x`;
  const text = calendarOf([
    same(':20260701T100000Z', ':20260701T110000Z'),
    same(':20260702T100000Z', ':20260702T110000Z'),
  ]);
  const read = readCalendarText(text.replaceAll(/UID:e\d/g, 'UID:one'));
  assert.ok(typeof read !== 'string');
  assert.equal(calendarSighting(read, START).windows!.length, 2);
});

test('a channel has a known kind, a name and an address of the web, at the bound and not over it', () => {
  for (const kind of CHANNEL_KINDS)
    assert.equal(checkDraft({ kind, name: 'a', url: 'https://a.test' }).kind, kind);
  const draft = {
    kind: 'ical',
    name: 'n'.repeat(NAME_MOST),
    url: `https://a.test/${'u'.repeat(URL_MOST - 15)}`,
  };
  assert.equal(checkDraft(draft).url.length, URL_MOST);
  const wrong = [
    { kind: 'rss' },
    { name: '' },
    { name: ' \u202e ' },
    { name: 'n'.repeat(NAME_MOST + 1) },
    { url: `${draft.url}u` },
    ...['', 'a.test', 'ftp://a.test', 'https://me:secret@a.test/', 'javascript:alert(1)'].map((url) => ({
      url,
    })),
  ];
  for (const one of wrong)
    assert.throws(() => checkDraft({ ...draft, ...one }), { name: 'Refusal', field: Object.keys(one)[0] });
  assert.equal(
    checkDraft({ ...draft, kind: 'statuspage', url: 'https://a.test/x?y#z' }).url,
    'https://a.test/x',
  );
});

test('a foreign text is made one line by its characters, in linear time', () => {
  assert.equal(oneLine(' a\r\nb\u2028c\u202ed\0 ', 10), 'a b c d');
  assert.equal(oneLine('🙂'.repeat(50), 10), '🙂'.repeat(10));
  assert.equal(oneLine('\ud800', 10), '\ufffd');
  assert.equal(oneLine(' \n'.repeat(1_000_000), 10), '');
});

test('a day counts as the worst state it had, and days before anything was known are empty', () => {
  const now = 10 * DAY + HOUR;
  const changes = [
    { at: 7 * DAY + HOUR, state: 'up' },
    { at: 8 * DAY + HOUR, state: 'down' },
    { at: 8 * DAY + 2 * HOUR, state: 'up' },
    { at: 10 * DAY, state: 'maintenance' },
  ] as const;
  assert.deepEqual(daysOf(changes, now, 5), [null, 'up', 'down', 'up', 'maintenance']);
  assert.deepEqual(daysOf([], now, 2), [null, null]);
});

test('what is new or at another time has moved; what is over, or only called otherwise, has not', () => {
  const one = {
    key: '1',
    name: 'a',
    startsAt: START + HOUR,
    endsAt: START + 2 * HOUR,
    state: 'scheduled',
    url: null,
  } as const;
  assert.deepEqual(movedWindows([], [one], START), [one]);
  assert.deepEqual(movedWindows([one], [{ ...one, name: 'b' }], START), []);
  assert.equal(movedWindows([one], [{ ...one, endsAt: one.endsAt + 1 }], START).length, 1);
  assert.deepEqual(movedWindows([], [{ ...one, state: 'completed' }], START), []);
  assert.deepEqual(movedWindows([], [one], one.endsAt), []);
});

test('on the log goes what is different, and once in a quarter of an hour that nothing is', () => {
  const known = { state: 'up', fault: null, fetchedAt: START, windows: [] } as const;
  const same = { state: 'up', fault: null, windows: [] } as const;
  assert.equal(isWorthSaying(known, same, START + SAY_EVERY_MS - 1), false);
  assert.equal(isWorthSaying(known, same, START + SAY_EVERY_MS), true);
  assert.equal(isWorthSaying(known, { ...same, state: 'down' }, START), true);
  const unknown = { state: 'unknown', fault: 'name', windows: null } as const;
  assert.equal(isWorthSaying({ ...known, ...unknown, windows: [] }, unknown, START + DAY), false);
});
