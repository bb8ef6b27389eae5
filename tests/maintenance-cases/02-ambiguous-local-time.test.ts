import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotices } from '#rooms/notices/read-file.ts';
import { bytesOf, notice } from '../notices/samples.ts';

async function asked(local: string): Promise<readonly string[]> {
  const text = notice({ DTSTART: `;TZID=America/New_York:${local}`, DTEND: ':20261201T000000Z' });
  const [read] = await readNotices(bytesOf(text));
  assert.ok(read?.kind === 'quarantined');
  const meanings = read.draft?.start?.meanings ?? [];
  return [
    ...read.reasons.map(({ what }) => what),
    ...meanings.map(({ ms }) => new Date(ms).toISOString().slice(11, 16)),
  ];
}

test('hard case 2: ambiguous local time: 01:30 in New York on 2026-11-01 is 05:30Z or 06:30Z, and a person is asked', async () => {
  assert.deepEqual(await asked('20261101T013000'), ['twice', '05:30', '06:30']);
});

test('hard case 2: missing local time: 02:30 in New York on 2026-03-08 does not exist, and a person is asked', async () => {
  assert.deepEqual(await asked('20260308T023000'), ['never', '06:30', '07:30']);
});
