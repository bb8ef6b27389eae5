import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log } from '#log/port.ts';
import { startWriter, type Writer } from '#view/writer.ts';
import { openToy, scratch, type Toy } from './toy.ts';

/** A log whose storage fails: the append throws, before or after the drafts were written. */
function failing(log: Log) {
  const state: { fail?: 'before' | 'after'; recovers: boolean } = { recovers: true };
  let inDoubt = false;
  const failure = () => Object.assign(new Error('disk I/O error'), { errcode: 10 });
  const failingLog: Log = {
    ...log,
    async append(drafts, nowMs) {
      if (inDoubt || state.fail === 'before') {
        inDoubt = true;
        throw failure();
      }
      const entries = await log.append(drafts, nowMs);
      if (state.fail !== 'after') return entries;
      inDoubt = true;
      throw failure();
    },
    async recover() {
      if (!state.recovers) throw failure();
      delete state.fail;
      inDoubt = false;
    },
  };
  return { state, log: failingLog };
}

function startOver(toy: Toy) {
  const { state, log } = failing(toy.house.log);
  const reports: string[] = [];
  const report = (what: string) => void reports.push(what);
  const writer = startWriter({ ...toy.house, log, now: Date.now, report, waitMostMs: 400 });
  return { state, reports, writer, post: (text: string) => post(writer, text) };
}

function post(writer: Writer, text: string) {
  return writer.submit({ id: text, kind: 'toy.post/1', body: JSON.stringify({ text }) }, 'interactive');
}

test('a failed append that made it counts: the command is carried out and answered', async (t) => {
  const toy = await openToy(scratch(t));
  const { state, reports, writer, post } = startOver(toy);
  state.fail = 'after';
  const { answer } = await post('made it');
  assert.deepEqual(answer, { id: toy.posts()[0]!.id });
  assert.deepEqual(reports, ['the storage fails']);
  assert.equal(writer.trouble(), undefined);
  await post('next');
  assert.equal(toy.posts().length, 2);
  await writer.stop();
  await toy.close();
});

test('a failed append that did not make it is refused, and the same command can be sent again', async (t) => {
  const toy = await openToy(scratch(t));
  const { state, writer, post } = startOver(toy);
  state.fail = 'before';
  await assert.rejects(post('lost'), { kind: 'unavailable' });
  assert.equal(toy.posts().length, 0);
  await post('lost');
  assert.deepEqual(
    toy.posts().map(({ text }) => text),
    ['lost'],
  );
  await writer.stop();
  await toy.close();
});

test('while the log is in doubt everything else is refused at once; those in doubt hear in time', async (t) => {
  const toy = await openToy(scratch(t));
  const { state, reports, writer, post } = startOver(toy);
  state.fail = 'after';
  state.recovers = false;
  const started = performance.now();
  const doubtful = assert.rejects(post('doubtful'), { kind: 'unavailable' });
  while (writer.trouble() === undefined) await new Promise(setImmediate);
  await assert.rejects(post('other'), { kind: 'unavailable' });
  assert.ok(performance.now() - started < 400);
  await doubtful;
  assert.ok(performance.now() - started >= 400);
  state.recovers = true;
  while (writer.trouble() !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  await post('doubtful');
  assert.deepEqual(
    toy.posts().map(({ text }) => text),
    ['doubtful'],
    'what nobody was told of is there once',
  );
  assert.deepEqual(reports, ['the storage fails']);
  await writer.stop();
  await toy.close();
});

test('a writer in trouble can be stopped; what was appended is applied at the next start', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  const { state, writer, post } = startOver(toy);
  state.fail = 'after';
  state.recovers = false;
  const told = assert.rejects(post('appended'), { kind: 'unavailable' });
  while (writer.trouble() === undefined) await new Promise(setImmediate);
  await writer.stop();
  await told;
  await toy.close();
  const again = await openToy(folder);
  assert.deepEqual(
    again.posts().map(({ text }) => text),
    ['appended'],
  );
  await again.close();
});

test('a view that turns out to be damaged is told at once, and nothing is accepted until the next start', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  const malformed = async () => {
    throw Object.assign(new Error('database disk image is malformed'), { errcode: 11 });
  };
  const keeper = { ...toy.house.keeper, applyBatch: malformed, catchUp: malformed };
  const reports: string[] = [];
  const writer = startWriter({
    log: toy.house.log,
    keeper,
    now: Date.now,
    report: (what, error) => reports.push(`${what}: ${(error as Error).message}`),
    onCorruption: toy.house.distrustView,
    waitMostMs: 200,
  });
  await assert.rejects(post(writer, 'appended'), { kind: 'unavailable' });
  await assert.rejects(post(writer, 'refused'), { kind: 'unavailable' });
  assert.deepEqual(reports, ['the storage fails: database disk image is malformed']);
  await writer.stop();
  await toy.close();
  const again = await openToy(folder);
  assert.match(again.reports[0]!, /the view is rebuilt: it was found damaged/);
  assert.deepEqual(
    again.posts().map(({ text }) => text),
    ['appended'],
  );
  await again.close();
});
