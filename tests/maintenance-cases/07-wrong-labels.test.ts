import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedTime } from '#rooms/notices/index.ts';
import { readNotices } from '#rooms/notices/read-file.ts';
import { bytesOf, notice } from '../notices/samples.ts';

async function startOf(line: string): Promise<readonly string[]> {
  const [read] = await readNotices(bytesOf(notice({ DTSTART: line, DTEND: ':20300101T000000Z' })));
  if (read?.kind !== 'quarantined') return ['taken'];
  const meanings = read.draft?.start?.meanings ?? [];
  return [
    ...read.reasons.map(({ what }) => what),
    ...meanings.map(({ ms }) => new Date(ms).toISOString().slice(0, 16)),
  ].filter((word) => word !== 'too-long');
}

const utcOf = (text: string, date: string) => {
  const read = readTypedTime(text, date, null);
  return read.kind === 'ask' || read.kind === 'disagrees'
    ? [read.kind, ...read.candidates.map(({ utc }) => utc)]
    : [read.kind];
};

test('hard case 7: wrong labels: "2-3p PST" typed in June is questioned, not read as 22:00Z', () => {
  const read = readTypedTime('2-3p PST', '2009-06-16', null);
  assert.ok(read.kind === 'ask' && read.why === 'label');
  assert.equal(read.misfit, true);
  assert.deepEqual(
    read.candidates.map(({ zone, utc }) => [zone, utc]),
    [
      ['America/Los_Angeles', '2009-06-16T21:00Z/2009-06-16T22:00Z'],
      ['-08:00', '2009-06-16T22:00Z/2009-06-16T23:00Z'],
      ['Asia/Manila', '2009-06-16T06:00Z/2009-06-16T07:00Z'],
    ],
  );
  const winter = readTypedTime('2-3p PST', '2009-01-16', null);
  assert.ok(winter.kind === 'ask' && !winter.misfit);
});

test('hard case 7: wrong labels: GMT in summer may mean British summer time', async () => {
  assert.deepEqual(utcOf('22:00 GMT', '2026-06-16'), ['ask', '2026-06-16T22:00Z', '2026-06-16T21:00Z']);
  assert.deepEqual(await startOf(';TZID=GMT:20260616T220000'), [
    'label',
    '2026-06-16T22:00',
    '2026-06-16T21:00',
  ]);
  assert.deepEqual(await startOf(';TZID=BST:20260616T220000'), [
    'label',
    '2026-06-16T21:00',
    '2026-06-16T21:00',
    '2026-06-16T16:00',
  ]);
});

test('hard case 7: wrong labels: the sign of GMT+3 is asked about, east of Greenwich first', async () => {
  assert.deepEqual(utcOf('00:00 GMT+3', '2021-08-07'), ['ask', '2021-08-06T21:00Z', '2021-08-07T03:00Z']);
  assert.deepEqual(await startOf(';TZID=GMT+3:20210807T000000'), [
    'label',
    '2021-08-06T21:00',
    '2021-08-07T03:00',
  ]);
  assert.deepEqual(await startOf(';TZID=Etc/GMT+3:20210807T000000'), [
    'label',
    '2021-08-06T21:00',
    '2021-08-07T03:00',
  ]);
});

test('hard case 7: wrong labels: two zones side by side are recomputed, and refused when they disagree', () => {
  const agreed = readTypedTime('11PM PT / 06:00 UTC', '2010-07-31', null);
  assert.ok(agreed.kind === 'certain');
  assert.equal(new Date(agreed.startsAt).toISOString(), '2010-08-01T06:00:00.000Z');
  const mislabelled = readTypedTime('06:00 UTC / 7AM GMT', '2010-08-01', null);
  assert.ok(mislabelled.kind === 'certain');
  assert.equal(new Date(mislabelled.startsAt).toISOString(), '2010-08-01T06:00:00.000Z');
  assert.equal(readTypedTime('11PM PT / 06:00 UTC / 8AM GMT', '2010-07-31', null).kind, 'disagrees');
  assert.equal(
    readTypedTime('2-3p America/Los_Angeles (1:30-2:30 Asia/Tehran)', '2009-06-16', null).kind,
    'certain',
  );
  assert.equal(
    readTypedTime('2-3p America/Los_Angeles (0:30-1:30 Asia/Tehran)', '2009-06-16', null).kind,
    'disagrees',
  );
});
