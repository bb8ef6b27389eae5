import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginCursors, endOf, openCursors, readLowestCursor } from '#machinery/jobs/cursors.ts';
import { startJobs } from '#machinery/jobs/run-jobs.ts';
import { makeFigures } from '#machinery/metrics/figures.ts';
import { dataFolder } from '#machinery/roles/folder.ts';
import { positionStore } from '#view/position.ts';
import { openTestHouse } from '../support/house.ts';
import { until } from '../support/running-server.ts';

test('an effect that failed is tried again although nothing else happens, and what stands behind it counts as not done', async (t) => {
  const server = await openTestHouse();
  t.after(() => server.close());
  await server.person('ada');
  const folder = dataFolder(server.folder);
  const { epoch, seq } = server.view.of(positionStore).get()!;
  const effect = server.writerDb.prepare(
    `INSERT INTO effect (seq, n, kind, body) VALUES (?, ?, 'test', '{}')`,
  );
  for (const n of [1_000, 1_001]) effect.run(seq, n);
  beginCursors(folder.jobs, epoch);
  const tries: string[] = [];
  const run = async (_house: unknown, _body: unknown, key: string) => {
    tries.push(key);
    if (tries.length === 2) throw new Error('not yet');
  };
  const jobs = { effects: [{ kind: 'test', run }], periodic: [] };
  const running = startJobs({
    house: server.house,
    folder,
    jobs,
    report: () => {},
    figures: makeFigures(),
  });
  await until(() => (tries.length >= 2 ? true : undefined), 'it was not tried');
  await until(
    () => (readLowestCursor(folder.jobs) === seq - 1 ? true : undefined),
    'half of a command counts',
  );
  await until(() => (tries.length >= 3 ? true : undefined), 'it was not tried again');
  assert.deepEqual(tries, [`test-${seq}-1000`, `test-${seq}-1001`, `test-${seq}-1001`]);
  await running.stop();
  assert.equal(readLowestCursor(folder.jobs), seq);
});

test('the slowest kind of effect says how far all are', async (t) => {
  const server = await openTestHouse();
  t.after(() => server.close());
  const { jobs } = dataFolder(server.folder);
  assert.equal(readLowestCursor(jobs), 0, 'nothing is known yet');
  const cursors = openCursors(jobs, ['fast', 'slow'], { epoch: 'one', seq: 5 });
  assert.equal(readLowestCursor(jobs), 5);
  const at = { attempts: 0, notBefore: 0 };
  cursors.put([
    { kind: 'fast', ...endOf(90), ...at },
    { kind: 'slow', seq: 70, n: 2, ...at },
  ]);
  assert.equal(readLowestCursor(jobs), 69);
  cursors.close();
});
