import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTypedTime } from '#rooms/notices/index.ts';
import { readNotices } from '#rooms/notices/read-file.ts';
import { bytesOf, notice } from '../notices/samples.ts';

async function inTehran(local: string): Promise<string> {
  const text = notice({ DTSTART: `;TZID=Asia/Tehran:${local}`, DURATION: 'PT1H', DTEND: null }, [
    'DURATION:PT1H',
  ]);
  const [read] = await readNotices(bytesOf(text));
  assert.ok(read?.kind === 'notice', JSON.stringify(read));
  return new Date(read.form.startsAt).toISOString().slice(0, 16);
}

test('hard case 3: historic rules: Tehran was +04:30 in June 2009, +03:30 in June 2006, 2007 and 2023', async () => {
  assert.equal(await inTehran('20090617T013000'), '2009-06-16T21:00');
  assert.equal(await inTehran('20230617T003000'), '2023-06-16T21:00');
  for (const year of [2006, 2007]) assert.equal(await inTehran(`${year}0617T003000`), `${year}-06-16T21:00`);
});

test('hard case 3: historic rules: the last change of clocks in Tehran was on 2022-09-21 at 19:30Z', async () => {
  assert.equal(await inTehran('20220921T223000'), '2022-09-21T18:00');
  assert.equal(await inTehran('20220922T003000'), '2022-09-21T21:00');
  const twice = readTypedTime('23:30', '2022-09-21', 'Asia/Tehran');
  assert.ok(twice.kind === 'ask' && twice.why === 'twice');
});
