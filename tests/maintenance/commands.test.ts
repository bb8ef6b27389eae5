import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CliContext, UsageError } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { cli } from '#rooms/maintenance/commands.ts';
import { type ClockedHouse, DAY, HOUR, openClockedHouse } from './planned.ts';

let server: ClockedHouse;
before(async () => {
  server = await openClockedHouse(Date.UTC(2026, 5, 1));
});
after(() => server.close());

type Window = {
  readonly id: string;
  readonly state: string;
  readonly startsAt: string;
  readonly sequence: number;
  readonly ending: string | null;
  readonly slots: readonly { readonly reason: string | null }[];
  readonly updates: readonly { readonly text: string }[];
};

/** What a command prints. */
async function run(...words: string[]): Promise<string[]> {
  const command = findCommand(cli, words);
  assert.ok(command, words.join(' '));
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const context: CliContext = { house: server.house, folder: undefined as never, print, progress: () => {} };
  assert.equal(await command.run(context, parseArguments(command, words)), 0);
  return lines;
}

/** What a command prints as one line of JSON. */
async function json<T = Window>(...words: string[]): Promise<T> {
  const lines = await run(...words, '--json');
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0]!) as T;
}

const PLAN = [
  'maintenance',
  'plan',
  '--title',
  'New router',
  '--effect',
  'slower',
  '--parts',
  'posting,reading',
];

test('work is planned, moved, started, told of and finished from the command line', async () => {
  const zone = ['--zone', 'America/Los_Angeles'];
  const made = await json(...PLAN, '--starts', '2026-06-16 14:00', '--ends', '2026-06-16 15:00', ...zone);
  assert.equal(made.startsAt, '2026-06-16T21:00:00.000Z');
  const slot = ['--starts', '2026-06-17T21:00Z', '--ends', '2026-06-17T22:00Z', '--reason', 'A day later'];
  const moved = await json('maintenance', 'move', made.id, ...slot);
  assert.deepEqual(
    moved.slots.map(({ reason }) => reason),
    [null, 'A day later'],
  );
  server.clock.now = Date.UTC(2026, 5, 17, 21);
  assert.equal((await json('maintenance', 'start', made.id)).state, 'in-progress');
  const told = await json('maintenance', 'update', made.id, '--text', 'Half done');
  assert.equal(told.updates[0]!.text, 'Half done');
  server.wait(HOUR);
  const finished = await json('maintenance', 'finish', made.id);
  assert.deepEqual([finished.state, finished.ending, finished.sequence], ['finished', 'on-time', 4]);
  const [listed] = await json<Window[]>('maintenance', 'list');
  assert.equal(listed!.id, made.id);
  const [line] = await run('maintenance', 'list');
  assert.match(line!, new RegExp(`^${made.id}\ton-time\t2026-06-17T21:00Z to 2026-06-17T22:00Z`));
  assert.match((await run('maintenance', 'show', made.id)).join('\n'), /A day later[\s\S]*Half done/);
});

test('bounds are changed and work is cancelled with their reasons', async () => {
  const starts = new Date(server.clock.now + DAY).toISOString();
  const ends = new Date(server.clock.now + DAY + HOUR).toISOString();
  const made = await json(...PLAN, '--starts', starts, '--ends', ends, '--latest', ends);
  const later = new Date(server.clock.now + 3 * DAY).toISOString();
  const bounded = await json<{ latest: string }>(
    ...['maintenance', 'bounds', made.id, '--latest', later, '--reason', 'The host agreed'],
  );
  assert.equal(bounded.latest, later);
  const cancelled = await json('maintenance', 'cancel', made.id, '--reason', 'The host gave up');
  assert.equal(cancelled.state, 'cancelled');
  assert.deepEqual(
    cancelled.updates.map(({ text }) => text),
    ['The host agreed', 'The host gave up'],
  );
});

test('a refusal names the option, and wrong use is told apart', async () => {
  const starts = new Date(server.clock.now + DAY).toISOString();
  const plan = (...more: string[]) => run(...PLAN, ...more);
  await assert.rejects(plan('--starts', starts, '--ends', starts), /^Refusal: --ends: /);
  await assert.rejects(plan('--starts', '2026-07-01 9pm PST', '--ends', starts), /--starts: "PST" may mean/);
  await assert.rejects(plan('--ends', starts), /--starts: A time is needed/);
  await assert.rejects(run('maintenance', 'plan', '--starts', starts, '--ends', starts), /--title/);
  await assert.rejects(
    run('maintenance', 'move', '7', '--starts', starts, '--ends', starts),
    /--reason|--ends/,
  );
  await assert.rejects(run('maintenance', 'start', '7'), { kind: 'not-found' });
  await assert.rejects(run('maintenance', 'start'), UsageError);
  await assert.rejects(run('maintenance', 'start', 'now'), UsageError);
  await assert.rejects(run('maintenance', 'start', '7', '8'), UsageError);
});

test('work is planned over other work only when that is said', async () => {
  const at = (ms: number) => new Date(server.clock.now + 9 * DAY + ms).toISOString();
  await json(...PLAN, '--starts', at(0), '--ends', at(HOUR));
  const over = [...PLAN, '--starts', at(1), '--ends', at(HOUR)];
  await assert.rejects(run(...over), /^Refusal: --even-though: It overlaps "New router"/);
  assert.equal((await json(...over, '--even-though')).state, 'planned');
});
