import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { WAITING_MOST } from '#machinery/logging.ts';

const LOGGING = JSON.stringify(import.meta.resolve('#machinery/logging.ts'));
const run = (program: string) => [
  '--input-type=module',
  '--eval',
  `const { makeReport } = await import(${LOGGING});\n${program}`,
];

test('a report is one JSON line on standard error with time, role and cause', async () => {
  const program = `makeReport('web', () => 0)('it broke', new Error('outer', { cause: new Error('inner') }));`;
  const { stderr } = await promisify(execFile)(process.execPath, run(program));
  const { error, pid, ...rest } = JSON.parse(stderr) as { error: string; pid: number };
  assert.deepEqual(rest, { time: '1970-01-01T00:00:00.000Z', role: 'web', what: 'it broke' });
  assert.match(error, /outer[\s\S]* ← Error: inner/);
  assert.ok(pid > 0);
});

test('nobody waits for a reader who does not read: lines are dropped, counted, and the rest goes out at last', async () => {
  const lines = 3 * Math.ceil(WAITING_MOST / 100);
  const program = `
    const report = makeReport('web', () => 0);
    const from = performance.now();
    for (let i = 0; i < ${lines}; i++) report('x'.repeat(100));
    const took = performance.now() - from;
    process.stdout.write(String(took) + '\\n');
    process.stdin.once('data', () => { report('last'); process.stdin.destroy(); });`;
  const child = spawn(process.execPath, run(program), { stdio: 'pipe' });
  const took = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk))),
  );
  assert.ok(Number(took) < 5_000, `${took} ms although nobody reads`);
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += String(chunk);
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.stdin.write('go');
  await new Promise((resolve) => child.once('close', resolve));
  const reports = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { what: string; droppedBefore?: number });
  const last = reports.at(-1)!;
  assert.equal(last.what, 'last');
  assert.equal(reports.length - 1 + (last.droppedBefore ?? 0), lines);
  assert.ok(text.length < 2 * WAITING_MOST + 200_000, 'what waits is bounded');
});
