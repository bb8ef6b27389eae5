import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotices } from '#rooms/notices/read-file.ts';
import { bytesOf, notice } from '../notices/samples.ts';

const CASES: readonly (readonly [string, string, string, number])[] = [
  ['Europe/London', '20261025T003000', '20261025T023000', 180],
  ['America/New_York', '20260308T013000', '20260308T033000', 60],
  ['Australia/Lord_Howe', '20261004T013000', '20261004T033000', 90],
  ['Pacific/Chatham', '20260405T020000', '20260405T044500', 225],
];

for (const [zone, start, end, minutes] of CASES)
  test(`hard case 1: DST changes length: ${start} to ${end} in ${zone} takes ${minutes} minutes`, async () => {
    const text = notice({ DTSTART: `;TZID=${zone}:${start}`, DTEND: `;TZID=${zone}:${end}` });
    const [read] = await readNotices(bytesOf(text));
    assert.ok(read?.kind === 'notice', JSON.stringify(read));
    assert.equal((read.form.endsAt - read.form.startsAt) / 60_000, minutes);
  });
