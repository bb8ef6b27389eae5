import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { finishWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { endMeasuring, measureWindows } from '#rooms/maintenance/measure-windows.ts';
import { keepMinutes, probeWrite } from '#rooms/maintenance/measures.ts';
import { minuteStore } from '#rooms/maintenance/minute-store.ts';
import { type MeasuredMinute, mergeMinutes, UNMEASURED } from '#rooms/maintenance/rules/outcome.ts';
import { makeTally } from '#rooms/maintenance/tally.ts';
import { serveTestHouse } from '../support/port.ts';
import { type ClockedHouse, carriedOut, MINUTE, openClockedHouse, placeOf, underWay } from './planned.ts';

let server: ClockedHouse;

before(async () => {
  server = await openClockedHouse();
});
after(() => server.close());

const EMPTY: MeasuredMinute = {
  ...{ minute: 7, reads: UNMEASURED, writes: UNMEASURED, slowestRead: 0, slowestWrite: 0 },
  ...{ readSilence: 0, writeSilence: 0 },
};
const line = (start: string) => start.padEnd(60, '-');

test('a silence lasts from the first question without an answer to the next answer', () => {
  const tally = makeTally();
  tally.end(tally.begin('writes', 1_000), true, 1_004);
  const failed = tally.begin('writes', 2_000);
  const alsoFailed = tally.begin('writes', 3_000);
  tally.end(failed, false, 7_000);
  tally.end(alsoFailed, false, 8_000);
  tally.end(tally.begin('writes', 9_000), true, 9_010);
  const [minute] = tally.take(MINUTE, 20_000);
  assert.equal(minute!.writes, line('-oxx-----o'));
  assert.equal(minute!.reads, UNMEASURED);
  assert.equal(minute!.writeSilence, 7_010);
  assert.equal(minute!.slowestWrite, 10);
  assert.deepEqual(tally.take(MINUTE, 20_000), []);
});

test('a slow answer counts as a silence as long as it was waited for; an unended one counts so far', () => {
  const tally = makeTally();
  const slow = tally.begin('reads', 0);
  tally.end(slow, true, 900);
  tally.begin('reads', 1_000);
  const [minute] = tally.take(MINUTE, 4_000);
  assert.equal(minute!.readSilence, 3_000);
  assert.equal(minute!.slowestRead, 900);
  assert.equal(minute!.reads, line('o'), 'what has no answer yet is not counted as either');
});

test('measures of the same minute by two processes become one, in either order, and failures stay', () => {
  const letters = fc.string({ unit: fc.constantFrom('o', 'x', '-'), minLength: 60, maxLength: 60 });
  const minutes = fc.record({
    minute: fc.constant(7),
    ...{ reads: letters, writes: letters, slowestRead: fc.nat(), slowestWrite: fc.nat() },
    ...{ readSilence: fc.nat(), writeSilence: fc.nat() },
  });
  fc.assert(
    fc.property(minutes, minutes, (one, other) => {
      const merged = mergeMinutes(one, other);
      assert.deepEqual(merged, mergeMinutes(other, one));
      assert.deepEqual(mergeMinutes(merged, one), merged, 'keeping the same twice changes nothing');
      for (let i = 0; i < 60; i++) {
        const met = [one.writes[i], other.writes[i]];
        const known = met.includes('x') ? 'x' : met.includes('o') ? 'o' : '-';
        assert.equal(merged.writes[i], known);
      }
    }),
  );
});

test('what was not measured is shown as not measured, never as up', async () => {
  const id = await underWay(server, { evenThough: true });
  await keepMinutes(server.house, id, [
    { ...EMPTY, reads: line('oooox'), writes: line('ooooo'), readSilence: 1_200 },
    { ...EMPTY, minute: 8, reads: line('---o'), writes: line('xx--') },
  ]);
  server.wait(10 * MINUTE);
  await finishWindow(server.house, id);
  await server.settle();
  const outcome = seeWindow(server.view, id)!.outcome!;
  assert.equal(outcome.seconds, 600);
  assert.equal(outcome.measuredSeconds, 8);
  assert.equal(outcome.availableSeconds, 5);
  assert.deepEqual(outcome.reads, { accepted: 5, failed: 1, slowestMs: 0, longestSilenceMs: 1_200 });
  assert.deepEqual([outcome.writes.accepted, outcome.writes.failed], [5, 2]);
  assert.equal(outcome.measuredFrom, 'inside');
  assert.equal(outcome.ending, 'early');
});

test('an outcome is published once, though jobs run twice', async () => {
  const id = await carriedOut(server, 5 * MINUTE);
  await server.settle();
  await server.settle(true);
  const { window, outcome } = seeWindow(server.view, id)!;
  assert.equal(window.sequence, 3);
  assert.equal(outcome!.measuredSeconds, 0);
  assert.equal(outcome!.seconds, 300);
});

test('a probe write changes one row that nothing shows, and says nothing', async () => {
  const id = await underWay(server, { evenThough: true });
  const events = () => server.view.db.prepare<{ n: number }>('SELECT count(*) AS n FROM event').get()!.n;
  const probes = () => server.view.db.prepare<{ n: number }>('SELECT count(*) AS n FROM probe').get()!.n;
  await probeWrite(server.house, id);
  const before = events();
  for (let i = 0; i < 5; i++) await probeWrite(server.house, id);
  assert.equal(events(), before);
  assert.equal(probes(), 1);
  await finishWindow(server.house, id);
  await server.settle();
});

test('while a window runs every second is asked, by reads over the port and writes by the normal way in', async () => {
  const served = await serveTestHouse(server);
  try {
    const id = await underWay(server, { evenThough: true });
    const place = placeOf(server, served.origin.replace('localhost', '127.0.0.1'));
    for (let second = 0; second < 3; second++) {
      for (let look = 0; look < 4; look++) {
        await measureWindows.run(place);
        server.wait(250);
      }
    }
    await endMeasuring(server.house, id);
    const minutes = server.view.of(minuteStore).of(id);
    const letters = (kind: 'reads' | 'writes') =>
      minutes.map((one) => one[kind].replaceAll('-', '')).join('');
    assert.deepEqual([letters('reads'), letters('writes')], ['ooo', 'ooo']);
    await finishWindow(server.house, id);
    await server.settle();
    const { outcome } = seeWindow(server.view, id)!;
    assert.deepEqual([outcome!.measuredSeconds, outcome!.availableSeconds], [3, 3]);
  } finally {
    await served.close();
  }
});

test('where nobody answers, reads fail and writes do not', async () => {
  const id = await underWay(server, { evenThough: true });
  await measureWindows.run(placeOf(server, 'http://127.0.0.1:9'));
  await endMeasuring(server.house, id);
  await finishWindow(server.house, id);
  await server.settle();
  const { outcome } = seeWindow(server.view, id)!;
  assert.deepEqual([outcome!.reads.failed, outcome!.writes.accepted, outcome!.availableSeconds], [1, 1, 0]);
});

test('a process that goes keeps what it measured; its successor goes on', async () => {
  const id = await underWay(server, { evenThough: true });
  await measureWindows.run(placeOf(server, undefined));
  await measureWindows.leave!(placeOf(server, undefined));
  server.wait(5_000);
  await measureWindows.run(placeOf(server, undefined));
  await finishWindow(server.house, id);
  await server.settle();
  const { outcome } = seeWindow(server.view, id)!;
  assert.equal(outcome!.writes.accepted, 2);
  assert.equal(outcome!.measuredSeconds, 2);
  assert.equal(outcome!.seconds, 5);
});
