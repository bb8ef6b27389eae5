import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeFigures } from '#machinery/metrics/figures.ts';
import { HOPELESS } from '#machinery/roles/messages.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { makeApology, UNAVAILABLE_PAGE, UNAVAILABLE_UNTIL } from '#machinery/roles/supervisor/apology.ts';
import { handOut } from '#machinery/roles/supervisor/connections.ts';
import { type Supervisor, startSupervisor } from '#machinery/roles/supervisor/supervisor.ts';
import { until } from '../support/running-server.ts';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'rooftop-supervisor-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A supervisor over children that do as this program says; `role` is which they are to be. */
async function supervise(
  program: string,
): Promise<{ readonly supervisor: Supervisor; readonly reports: string[] }> {
  const path = join(folder, `${Math.random()}.mjs`);
  writeFileSync(path, `const role = process.argv[3];\n${program}`);
  const reports: string[] = [];
  const supervisor = await startSupervisor({
    host: '127.0.0.1',
    port: 0,
    webProcesses: 1,
    program: path,
    report: (what) => void reports.push(what),
    figures: makeFigures(),
    now: Date.now,
    folder,
  });
  return { supervisor, reports };
}

async function wholeAnswer(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}

test('while no web process can be had, the supervisor itself says when to come again', async () => {
  const { supervisor } = await supervise(`if (role === 'web') process.exit(1);
    process.send({ ready: true }); process.on('message', () => process.exit()); process.on('disconnect', () => process.exit());`);
  try {
    const answer = await wholeAnswer(supervisor.port);
    assert.match(answer, /^HTTP\/1\.1 503 /);
    assert.match(answer, /\r\nRetry-After: \d+\r\n/);
    const [head, body] = answer.split('\r\n\r\n');
    assert.match(head!, new RegExp(`\r\nContent-Length: ${Buffer.byteLength(body!)}\r\n`));
  } finally {
    await supervisor.stop();
  }
});

test('a child that dies at once is started again with growing pauses', async () => {
  const { supervisor, reports } = await supervise(`if (role === 'web') process.exit(1);
    process.send({ ready: true }); process.on('message', () => process.exit());`);
  try {
    const times: number[] = [];
    for (let n = 1; n <= 5; n++) {
      await until(() => (reports.length >= n ? true : undefined), 'it was not started again');
      times.push(performance.now());
    }
    assert.ok(times[4]! - times[0]! > 20 + 40 + 80 + 160, 'the pauses double');
  } finally {
    await supervisor.stop();
  }
});

test('a child that says it cannot run is not started again', async () => {
  const { supervisor, reports } = await supervise(`if (role === 'writer') process.exit(${HOPELESS});
    process.on('message', () => process.exit()); process.on('disconnect', () => process.exit());`);
  const { role } = await supervisor.hopeless;
  assert.equal(role, 'writer');
  assert.equal(reports.length, 1);
  await supervisor.stop();
  assert.deepEqual(supervisor.children(), []);
});

for (const code of [1, HOPELESS])
  test(`a fresh process that ends with ${code} before it can take over leaves the old one where it is, and is not started again`, async () => {
    const marker = join(folder, `second-${code}`);
    const { supervisor, reports } =
      await supervise(`const { existsSync, writeFileSync } = await import('node:fs');
    if (role === 'writer' && existsSync(${JSON.stringify(marker)})) process.exit(${code});
    if (role === 'writer') writeFileSync(${JSON.stringify(marker)}, '');
    process.send({ ready: true }); process.on('message', (m) => m.leave && process.exit());
    process.on('disconnect', () => process.exit());`);
    try {
      const ready = () => supervisor.children().filter(({ state }) => state === 'ready');
      await until(() => (ready().length === 3 ? true : undefined), 'it did not start');
      const before = ready();
      for (let tries = 1; tries <= 3; tries++) {
        await assert.rejects(supervisor.replaceAll());
        assert.deepEqual(ready(), before);
        assert.equal(reports.length, tries);
      }
    } finally {
      await supervisor.stop();
    }
  });

test('when nothing else can answer, the page that stands ready does, with the time until the planned end', () => {
  const ready = mkdtempSync(join(folder, 'ready-'));
  const clock = { now: Date.parse('2009-06-16T21:10:00Z') };
  const apology = makeApology({ folder: ready, now: () => clock.now });
  const later = (ms: number) => {
    clock.now += ms;
    return apology().toString();
  };
  assert.match(apology().toString(), /\r\nRetry-After: 5\r\n.*One moment/s, 'nothing stands ready');
  writeFileSync(join(ready, UNAVAILABLE_PAGE), '<p>Planned work until 22:00 UTC</p>');
  assert.match(later(1_000), /\r\nRetry-After: 5\r\n.*Planned work/s, 'nobody knows until when');
  writeFileSync(join(ready, UNAVAILABLE_UNTIL), '2009-06-16T22:00:00.000Z\n');
  assert.match(later(59_000), /\r\nRetry-After: 2940\r\n.*Planned work/s);
  assert.match(later(3_600_000), /\r\nRetry-After: 5\r\n/, 'the end has passed');
  writeFileSync(join(ready, UNAVAILABLE_UNTIL), '2009-06-18T22:00:00.000Z');
  assert.match(later(1_000), /\r\nRetry-After: 3600\r\n/, 'it may be moved');
  writeFileSync(join(ready, UNAVAILABLE_PAGE), 'x'.repeat(70_000));
  assert.match(later(1_000), /One moment/, 'too large a page is left alone');
});

test('a port that is taken is a reason not to start, in words', async () => {
  const { supervisor } = await supervise(`process.on('message', () => process.exit());`);
  const options = {
    host: '127.0.0.1',
    webProcesses: 1,
    program: '',
    report: () => {},
    figures: makeFigures(),
    now: Date.now,
  };
  try {
    await assert.rejects(
      startSupervisor({ ...options, port: supervisor.port }),
      (error) => error instanceof StartError && /EADDRINUSE/.test(error.message),
    );
  } finally {
    await supervisor.stop();
  }
});

test('so many connections wait for a web process and no more, each for a while', async () => {
  const queueMost = 20;
  const connections = handOut({
    web: () => [],
    apology: makeApology({ now: Date.now }),
    queueMost,
    queueForMs: 500,
  });
  const server = createServer({ pauseOnConnect: true }, connections.give);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  try {
    const waiting = Array.from({ length: queueMost }, () => wholeAnswer(address.port));
    await until(() => (connections.waiting() === queueMost ? true : undefined), 'they do not wait');
    assert.match(await wholeAnswer(address.port), /^HTTP\/1\.1 503 /, 'one too many is answered at once');
    assert.equal(connections.waiting(), queueMost);
    for (const answer of await Promise.all(waiting)) assert.match(answer, /^HTTP\/1\.1 503 /);
    assert.equal(connections.waiting(), 0);
  } finally {
    connections.stop();
    server.close();
  }
});
