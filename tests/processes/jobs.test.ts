import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { submit } from '#machinery/house.ts';
import {
  endOf,
  FAILURES_MOST,
  openCursors,
  readFailures,
  readLowestCursor,
} from '#machinery/jobs/cursors.ts';
import { defineJob, type Job, type Jobs } from '#machinery/jobs/job.ts';
import { ATTEMPTS_MOST } from '#machinery/jobs/run-jobs.ts';
import { makeFigures } from '#machinery/metrics/figures.ts';
import { startJobsRole } from '#machinery/roles/jobs.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand, effectKind, makeRegistry } from '#view/command.ts';
import { until } from '../support/running-server.ts';
import { openSmallHouse, type SmallHouse } from '../support/small-house.ts';

type Note = { readonly n: number };
const letter = effectKind<Note>('letter');
const bell = effectKind<Note>('bell');
const write = defineCommand('write/1', (ctx, { n }: Note) => {
  ctx.effect(letter, { n });
  ctx.effect(bell, { n });
  return {};
});
const registry = makeRegistry([write], []);

async function writeAll(small: SmallHouse, numbers: readonly number[]): Promise<void> {
  for (const n of numbers) await submit(small.house, write, { n });
}

function start({ house, folder, report }: SmallHouse, jobs: Partial<Jobs>, lockWaitMs = 5_000) {
  const all: Jobs = { effects: jobs.effects ?? [], periodic: jobs.periodic ?? [] };
  return startJobsRole({ house, folder, jobs: all, report, figures: makeFigures(), lockWaitMs });
}

/** A job that remembers what it was given. */
function recording(): { readonly job: Job; readonly seen: number[]; readonly keys: string[] } {
  const seen: number[] = [];
  const keys: string[] = [];
  const job = defineJob(letter, async (_house, { n }, key) => {
    seen.push(n);
    keys.push(key);
  });
  return { job, seen, keys };
}

const reached = (seen: readonly number[], count: number) =>
  until(() => (seen.length >= count ? true : undefined), `only ${seen.length} of ${count} were taken`);

test('each effect is taken once and in order, also when the jobs or the whole house start again between', async () => {
  let small = await openSmallHouse(registry);
  const { job, seen, keys } = recording();
  try {
    await writeAll(small, [1, 2, 3]);
    const first = await start(small, { effects: [job] });
    await reached(seen, 3);
    await writeAll(small, [4]);
    await reached(seen, 4);
    await first.stop();
    await writeAll(small, [5]);
    const root = small.folder.root;
    await small.close();
    small = await openSmallHouse(registry, { root });
    const second = await start(small, { effects: [job] });
    await reached(seen, 5);
    await second.stop();
    assert.deepEqual(seen, [1, 2, 3, 4, 5]);
    assert.equal(new Set(keys).size, 5, 'each has a key of its own');
  } finally {
    await small.remove();
  }
});

test('a rebuilt view, and one restored without the memory of the jobs, sends nothing again', async () => {
  let small = await openSmallHouse(registry);
  const { job, seen } = recording();
  const again = async (remove: readonly string[]) => {
    const { root } = small.folder;
    await small.close();
    for (const path of remove)
      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    small = await openSmallHouse(registry, { root });
    const running = await start(small, { effects: [job] });
    const n = seen.length + 1;
    await writeAll(small, [n]);
    await reached(seen, n);
    await running.stop();
  };
  try {
    const running = await start(small, { effects: [job] });
    await writeAll(small, [1, 2]);
    await reached(seen, 2);
    await running.stop();
    await again([small.folder.view]);
    await again([small.folder.jobs]);
    assert.deepEqual(seen, [1, 2, 3, 4]);
  } finally {
    await small.remove();
  }
});

test('a memory that belongs to another log begins at the end', async () => {
  const small = await openSmallHouse(registry);
  try {
    openCursors(small.folder.jobs, ['letter'], { epoch: 'another', seq: 0 }).close();
    await writeAll(small, [1]);
    const { job, seen } = recording();
    const running = await start(small, { effects: [job] });
    await writeAll(small, [2]);
    await reached(seen, 1);
    await running.stop();
    assert.deepEqual(seen, [2]);
  } finally {
    await small.remove();
  }
});

test('an effect that fails is tried again after a pause; its kind waits, others go on; at last it is given up', async () => {
  let now = 1_000_000;
  const small = await openSmallHouse(registry, { world: { now: () => now } });
  const tries: number[] = [];
  const bells: number[] = [];
  const failing = defineJob(letter, async (_house, { n }) => {
    tries.push(n);
    if (n === 1) throw new Error('the post office is closed');
  });
  const ringing = defineJob(bell, async (_house, { n }) => void bells.push(n));
  try {
    const running = await start(small, { effects: [failing, ringing] });
    await writeAll(small, [1, 2]);
    await reached(bells, 2);
    await reached(tries, 1);
    assert.deepEqual(tries, [1], 'there is a pause first');
    for (let i = 2; i <= ATTEMPTS_MOST; i++) {
      now += 600_000;
      await reached(tries, i);
    }
    await reached(tries, ATTEMPTS_MOST + 1);
    await running.stop();
    assert.deepEqual(tries, [...Array<number>(ATTEMPTS_MOST).fill(1), 2]);
    const [failure] = readFailures(small.folder.jobs, 10);
    assert.equal(failure?.kind, 'letter');
    assert.match(failure.error, /post office/);
  } finally {
    await small.remove();
  }
});

test('"not now" is no failed try, and a clock that is set back does not make a job wait for ever', async () => {
  let now = 10_000_000_000;
  const small = await openSmallHouse(registry, { world: { now: () => now } });
  let tries = 0;
  const waiting = defineJob(letter, async () => {
    tries++;
    if (tries <= ATTEMPTS_MOST + 2) throw new Refusal('unavailable', 'Not now');
  });
  try {
    const running = await start(small, { effects: [waiting] });
    await writeAll(small, [1]);
    for (let i = 1; i <= ATTEMPTS_MOST + 2; i++) {
      await until(() => (tries >= i ? true : undefined), `only ${tries} tries`);
      now -= 700_000;
    }
    await until(() => (tries === ATTEMPTS_MOST + 3 ? true : undefined), 'it was given up');
    await running.stop();
    assert.deepEqual(readFailures(small.folder.jobs, 10), []);
  } finally {
    await small.remove();
  }
});

test('only one process carries out jobs; the next one begins when it has ended', async () => {
  const small = await openSmallHouse(registry);
  try {
    const first = await start(small, {});
    await assert.rejects(start(small, {}, 0), StartError);
    const second = start(small, {});
    await first.stop();
    await (await second).stop();
  } finally {
    await small.remove();
  }
});

test('what comes round waits for its last turn, and goes on after one that failed', async () => {
  const small = await openSmallHouse(registry);
  let turns = 0;
  let inside = 0;
  let most = 0;
  const run = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside--;
    if (++turns === 1) throw new Error('once');
  };
  try {
    const running = await start(small, { periodic: [{ name: 'round', everyMs: 1, run }] });
    await until(() => (turns > 3 ? true : undefined), 'it did not come round');
    await running.stop();
    assert.equal(most, 1);
    assert.deepEqual(small.reports, ['the job round failed']);
  } finally {
    await small.remove();
  }
});

test('the log may be cut behind the slowest kind; a kind that is gone holds nothing up; failures are bounded', async () => {
  const small = await openSmallHouse(registry);
  try {
    const path = small.folder.jobs;
    const standing = { epoch: 'one', seq: 7 };
    const cursors = openCursors(path, ['a', 'b'], standing);
    assert.equal(readLowestCursor(path), 7);
    cursors.put([{ ...cursors.of('a'), ...endOf(20) }]);
    assert.equal(readLowestCursor(path), 7);
    for (let i = 0; i < FAILURES_MOST + 1; i++)
      cursors.fail({ kind: 'a', seq: i, n: 0, at: i, error: 'x'.repeat(501) });
    cursors.close();
    openCursors(path, ['a', 'c'], { ...standing, seq: 30 }).close();
    assert.equal(
      readLowestCursor(path),
      0,
      'a kind that is new may have been left work from the first command on',
    );
    openCursors(path, ['a'], standing).close();
    assert.equal(readLowestCursor(path), 20);
    const failures = readFailures(path, 2 * FAILURES_MOST);
    assert.equal(failures.length, FAILURES_MOST);
    assert.equal(failures.at(-1)?.seq, 1, 'the oldest went');
    assert.equal(failures[0]?.error.length, 500);
  } finally {
    await small.remove();
  }
});
