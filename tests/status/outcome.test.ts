import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speakerOf } from '#pages/dates.ts';
import { keepMinutes, publishOutcome } from '#rooms/maintenance/measures.ts';
import { openWorkHouse } from './works.ts';

const START = '2009-06-16T21:00:00Z';
const FIRST_MINUTE = Date.parse(START) / 60_000;

/** A window in which one read and two writes of 120 and 120 failed, in two of its seconds. */
async function measuredWork() {
  const works = await openWorkHouse('2009-06-16T20:00:00Z');
  const id = await works.plan(START, '2009-06-16T22:00:00Z');
  works.at(START);
  await works.start(id);
  const all = 'o'.repeat(60);
  const some = { slowestRead: 40, slowestWrite: 60, readSilence: 900, writeSilence: 2_100 };
  await keepMinutes(works.server.house, id, [
    { minute: FIRST_MINUTE, reads: all, writes: all, ...some },
    { minute: FIRST_MINUTE + 1, reads: `x${all.slice(1)}`, writes: `xx${all.slice(2)}`, ...some },
  ]);
  works.at('2009-06-16T21:02:00Z');
  await works.finish(id);
  await publishOutcome(works.server.house, id, 'outcome');
  return { works, id };
}

test('what was measured is published with the outcome, labelled as measured from inside', async () => {
  const { works, id } = await measuredWork();
  const text = async (path: string, language = 'en') =>
    (await works.server.request('GET', path, { headers: { 'accept-language': language } })).text();
  const said =
    'Answered in 98.33% of 120 seconds measured. Failed: 1 of 120 of the probe reads, 2 of 120 of the probe posts. Longest silence: 2,100 ms.';
  for (const path of [
    '/status',
    `/status/windows/${id}`,
    '/status.atom',
    '/api/v2/scheduled-maintenances.json',
  ]) {
    assert.ok((await text(path)).includes(said), path);
    assert.match(await text(path), /Measured from inside the server, each second/, path);
  }
  assert.match(
    await text('/status', 'fa'),
    /اندازه‌گیری از درون سرور.*در ۹۸٫۳۳٪ از ۱۲۰ ثانیهٔ سنجیده‌شده پاسخ داد/s,
  );
  await works.server.close();
});

test('all but one of a million is not a hundred percent', () => {
  const say = speakerOf({ language: 'en', calendar: 'gregory', digits: 'latn', zone: 'UTC' });
  assert.equal(say.share(999_999, 1_000_000), '99.99%');
  assert.equal(say.share(1, 1), '100%');
  assert.equal(say.share(0, 0), '0%');
});
