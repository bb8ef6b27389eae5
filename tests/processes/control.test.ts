import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Draft } from '#log/port.ts';
import { type ControlClient, KEPT_MOST, openControl, RemoteFault } from '#machinery/control/client.ts';
import { LINE_MOST } from '#machinery/control/lines.ts';
import { type ControlServer, serveControl } from '#machinery/control/server.ts';
import { Refusal } from '#values/refusal.ts';
import { CommandFault } from '#view/outcomes.ts';
import type { Submit } from '#view/writer.ts';
import { until } from '../support/running-server.ts';

let folder: string;
let path: string;
let closing: (() => unknown)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rooftop-control-'));
  path = join(folder, 'control.sock');
  closing = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

const reported: unknown[] = [];
const draft = (id: string): Draft => ({ id, kind: 'test/1', body: '{}' });
const refusal = (kind: Refusal['kind']) => (error: unknown) =>
  error instanceof Refusal && error.kind === kind;

async function serve(
  submit: Submit,
  trouble: () => string | undefined = () => undefined,
): Promise<ControlServer> {
  const report = (_what: string, error?: unknown) => void reported.push(error);
  const server = await serveControl({ path, submit, trouble, report, finishMostMs: 50 });
  closing.push(() => server.close());
  return server;
}

function open(more: { keptForMs?: number; onWake?: (seq: number) => void } = {}): ControlClient {
  const client = openControl({ path, ...more });
  closing.push(() => client.close());
  return client;
}

/** A writer that answers nothing until told to. */
function slowSubmit() {
  const taken: Draft[] = [];
  const answers: (() => void)[] = [];
  const submit: Submit = (draft) =>
    new Promise((resolve) => {
      taken.push(draft);
      answers.push(() => resolve({ answer: { of: draft.id }, seq: taken.length }));
    });
  const answerAll = () => {
    for (const answer of answers.splice(0)) answer();
  };
  return { submit, taken, answerAll };
}

test('answers, refusals and faults come back as what they are', async () => {
  await serve(async ({ id }) => {
    if (id === 'no') throw new Refusal('forbidden', 'Not you', 'field', 7);
    if (id === 'fault') throw new CommandFault('test/1', 5, new Error('inside'));
    if (id === 'unknown') throw new Error('no command is called test/1');
    return { answer: { id }, seq: 3 };
  });
  const { submit } = open();
  assert.deepEqual(await submit(draft('yes'), 'interactive'), { answer: { id: 'yes' }, seq: 3 });
  await assert.rejects(
    submit(draft('no'), 'interactive'),
    (error) =>
      error instanceof Refusal &&
      error.kind === 'forbidden' &&
      error.message === 'Not you' &&
      error.field === 'field' &&
      error.retryAfterSeconds === 7,
  );
  reported.length = 0;
  await assert.rejects(submit(draft('fault'), 'interactive'), RemoteFault);
  assert.deepEqual(reported, [], 'the writer has reported it already');
  await assert.rejects(submit(draft('unknown'), 'interactive'), RemoteFault);
  assert.equal(reported.length, 1);
});

test('a command is kept while no writer is there, and sent again with its id to the next one', async () => {
  const client = open();
  const waiting = client.submit(draft('kept'), 'bulk');
  const first = slowSubmit();
  const server = await serve(first.submit);
  await until(() => (first.taken.length === 1 ? true : undefined), 'the first writer did not get it');
  const closed = server.close();
  const second = slowSubmit();
  await closed;
  await serve(second.submit);
  await until(() => (second.taken.length === 1 ? true : undefined), 'the second writer did not get it');
  second.answerAll();
  assert.deepEqual((await waiting).answer, { of: 'kept' });
  assert.equal(second.taken[0]!.id, first.taken[0]!.id);
});

test('a writer that leaves answers what it has taken, and takes nothing more', async () => {
  const slow = slowSubmit();
  const server = await serve(slow.submit);
  const client = open();
  const taken = client.submit(draft('taken'), 'interactive');
  await until(() => (slow.taken.length === 1 ? true : undefined), 'it was not taken');
  const closed = server.close();
  const late = client.submit(draft('late'), 'interactive');
  slow.answerAll();
  assert.deepEqual((await taken).answer, { of: 'taken' });
  await closed;
  assert.equal(slow.taken.length, 1);
  const next = slowSubmit();
  await serve(next.submit);
  await until(() => (next.taken.length === 1 ? true : undefined), 'the late one was lost');
  next.answerAll();
  assert.deepEqual((await late).answer, { of: 'late' });
});

test('a command without an answer is told "not now" when its time is up', async () => {
  const client = open({ keptForMs: 50 });
  await assert.rejects(client.submit(draft('late'), 'interactive'), refusal('unavailable'));
  assert.equal(client.waiting(), 0);
});

test('so many commands may wait and no more', async () => {
  const client = open();
  const all = Array.from({ length: KEPT_MOST }, (_, i) => client.submit(draft(`${i}`), 'interactive'));
  await assert.rejects(client.submit(draft('one too many'), 'interactive'), refusal('unavailable'));
  assert.equal(client.waiting(), KEPT_MOST);
  client.close();
  const ended = await Promise.allSettled(all);
  assert.ok(ended.every((one) => one.status === 'rejected' && refusal('unavailable')(one.reason)));
});

test('a peer that sends a line that is too long, or no JSON, is cut; others go on', async () => {
  await serve(async () => ({ answer: 1, seq: 1 }));
  for (const bytes of ['{"n":1', 'x'.repeat(LINE_MOST + 1)]) {
    const socket = connect(path);
    socket.on('error', () => {});
    socket.write(bytes.length < 10 ? `${bytes}\n` : bytes);
    await new Promise((resolve) => socket.once('close', resolve));
  }
  assert.equal((await open().submit(draft('other'), 'interactive')).answer, 1);
});

test('only the owner can reach the socket, and what a dead writer left is taken over', async () => {
  const server = await serve(async () => ({ answer: 1, seq: 1 }));
  assert.equal(statSync(path).mode & 0o777, 0o600);
  await server.close();
  await serve(async () => ({ answer: 2, seq: 1 }));
  assert.equal((await open().submit(draft('a'), 'interactive')).answer, 2);
});

test('every process is woken with the last sequence, and told of trouble', async () => {
  let trouble: string | undefined;
  const server = await serve(
    async () => ({ answer: 1, seq: 1 }),
    () => trouble,
  );
  const woken: number[] = [];
  const client = open({ onWake: (seq) => void woken.push(seq) });
  assert.equal(client.trouble(), 'the writer is starting again');
  assert.ok(await client.connected(5_000));
  await until(() => (client.trouble() === undefined ? true : undefined), 'it is connected');
  await client.submit(draft('a'), 'interactive');
  for (const seq of [1, 2, 3]) server.wake(seq);
  await until(() => (woken.at(-1) === 3 ? true : undefined), 'it was not woken');
  assert.deepEqual(woken, [3], 'calls within one turn are told once');
  trouble = 'the disk is full';
  await until(() => (client.trouble() === trouble ? true : undefined), 'it was not told');
  trouble = undefined;
  await until(() => (client.trouble() === undefined ? true : undefined), 'it was not told that all is well');
});
