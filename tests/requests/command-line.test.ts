import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CliContext, UsageError } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { boundWindow } from '#rooms/maintenance/index.ts';
import { cli } from '#rooms/requests/commands.ts';
import { Refusal } from '#values/refusal.ts';
import { type Asking, openAsking } from './asking.ts';
import { HOUR } from './draft.ts';

let asking: Asking;
before(async () => {
  asking = await openAsking();
});
after(() => asking.house.close());

/** What a command prints. */
async function run(line: string, more: readonly string[] = []): Promise<string[]> {
  const words = [...line.split(' '), ...more];
  const command = findCommand(cli, words);
  assert.ok(command, line);
  const lines: string[] = [];
  const context: CliContext = {
    house: asking.house.house,
    folder: undefined as never,
    print: (one) => lines.push(one),
    progress: () => {},
  };
  await command.run(context, parseArguments(command, words));
  return lines;
}

type Told = { readonly number: number; readonly [more: string]: unknown };
const told = async (line: string, more: readonly string[] = []) =>
  JSON.parse((await run(`${line} --json`, more))[0]!) as Told;
const addition = ['--name', 'A ministry', '--text', 'Please wait.', '--contact', '+1 555 0100'];

test('staff take a request in, look at it, verify, publish and answer it from the command line', async () => {
  const windowId = await asking.plan();
  const { number, ledger } = await told(
    `requests add --way email --kind government --wish later --window ${windowId} --reached 2026-06-15T20:00Z`,
    addition,
  );
  assert.equal(ledger, entriesAbout(asking.house.view, `request/${number}`)[0]!.index);
  const before = await told(`requests show ${number}`);
  assert.deepEqual([before['name'], before['contact']], [null, '+1 555 0100']);
  assert.deepEqual(before['written'], { name: 'A ministry', text: 'Please wait.' });
  assert.equal(before['reached_at'], '2026-06-15T20:00:00.000Z');
  assert.equal((await told(`requests release ${number}`))['name'], 'A ministry');
  assert.equal((await told(`requests verify ${number} --how telephoned-back`))['standing'], 'verified');
  const now = asking.clock.now;
  const bounds = { earliest: now + 11 * HOUR, latest: now + 40 * HOUR };
  await boundWindow(asking.house.house, windowId, bounds, 'It can wait');
  const change = entriesAbout(asking.house.view, `window/${windowId}`).at(-1)!.index;
  const answered = await told(`requests answer ${number} --outcome partly --changes ${change}`, [
    '--text',
    'Some of it.',
  ]);
  assert.equal(answered['state'], 'partly');
  await run(`requests forget ${number}`);
  assert.equal((await told(`requests show ${number}`))['contact'], null);
  assert.equal((await told(`requests redact ${number} --reason unlawful`))['publication'], 'redacted');
});

test('the queue is listed, whole or what is left to do', async () => {
  const petition = await told('requests petition #NoMaintenance');
  const [one, two] = [
    await told('requests add --way letter --kind ngo', addition),
    await told('requests add --way letter --kind ngo', addition),
  ];
  await run(`requests answer ${one.number} --outcome refused`, ['--text', 'No.']);
  const listed = async (more = '') => {
    const all = JSON.parse((await run(`requests list --json${more}`))[0]!) as Told[];
    return all.map(({ number }) => number);
  };
  const all = await listed();
  for (const { number } of [petition, one, two]) assert.ok(all.includes(number));
  assert.ok(!(await listed(' --open')).includes(one.number));
  assert.deepEqual(await listed(' --waiting'), [], 'staff know what they entered');
  const lines = await run('requests list');
  assert.match(
    lines.find((line) => line.startsWith(`${two.number}\t`))!,
    /ngo\tclaimed\tother\twaiting\topen\tA ministry/,
  );
});

test('several requests are refused publication at once, and a deadline is set and taken back', async () => {
  const numbers: number[] = [];
  for (let i = 0; i < 3; i++)
    numbers.push((await told('requests add --way email --kind person', addition)).number);
  const refused = await run(`requests refuse ${numbers.join(' ')} --reason spam --json`);
  assert.deepEqual(
    refused.map((line) => (JSON.parse(line) as Told)['hidden_because']),
    ['spam', 'spam', 'spam'],
  );
  const windowId = await asking.plan({ evenThough: true });
  assert.deepEqual(await run(`requests deadline ${windowId} 2026-06-16T08:00:00Z`), []);
  assert.deepEqual(await told(`requests deadline ${windowId} --none`), { window: windowId, deadline: null });
});

test('what is called wrongly or cannot be is said', async () => {
  for (const line of [
    'requests show',
    'requests show x',
    'requests release',
    'requests release one',
    'requests petition',
    'requests deadline 1',
    'requests deadline 1 tomorrow',
    'requests add --way email',
  ])
    await assert.rejects(run(line), UsageError, line);
  for (const line of [
    'requests show 4711',
    'requests release 4711',
    'requests deadline 4711 2026-06-16T08:00Z',
    'requests petition two-words',
  ])
    await assert.rejects(run(line), Refusal, line);
  const ahead = 'requests add --way email --kind person --reached 2036-06-15T20:00Z';
  await assert.rejects(run(ahead, addition), { field: 'reached_at' });
});
