import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { CliContext } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { cli } from '#rooms/channels/commands.ts';
import { freezePeriods } from '#rooms/channels/index.ts';
import { calendarOf, HOUR, openWatching, type Watching } from '../channels/watching.ts';

let house: Watching;
before(async () => {
  house = await openWatching();
});
after(() => house.close());

async function run(...words: readonly string[]): Promise<string> {
  const command = findCommand(cli, words);
  assert.ok(command, words.join(' '));
  const lines: string[] = [];
  const context: CliContext = {
    house: house.house,
    folder: undefined as never,
    print: (line) => lines.push(line),
    progress: () => {},
  };
  await command.run(context, parseArguments(command, words));
  return lines.join('\n');
}

const period = (name: string, start: string, end: string) =>
  `SUMMARY:${name}\r\nDTSTART${start}\r\nDTEND${end}`;
const periods = () =>
  freezePeriods(house.view).map(({ name, startsAt, endsAt, source }) => [
    name,
    new Date(startsAt).toISOString(),
    (endsAt - startsAt) / HOUR,
    source,
  ]);

test('hard case 15: times without work come from a list of the operator, a file, an address and a calendar that is watched', async () => {
  const { id } = JSON.parse(
    await run('channels', 'freeze', 'add', 'Result day', '2026-06-13T00:00Z', '2026-06-14T00:00Z', '--json'),
  ) as { id: string };
  const file = join(house.folder, 'elections.ics');
  await writeFile(file, calendarOf([period('First round', ':20260612T000000Z', ':20260613T000000Z')]));
  assert.equal(await run('channels', 'freeze', 'import', file), '1');
  const served = calendarOf([
    period('Run-off', ';TZID=Asia/Tehran:20260619T080000', ';TZID=Asia/Tehran:20260619T200000'),
  ]);
  house.outside.answer((_request, response) => response.end(served));
  const address = `${house.outside.origin}/run-off.ics`;
  assert.equal(await run('channels', 'freeze', 'import', address, '--source', 'run-offs'), '1');
  const watched = calendarOf([period('Strike', ':20260701T000000Z', ':20260702T000000Z')]);
  house.outside.answer((_request, response) => response.end(watched));
  await house.watch('freezes', 'Union');
  await house.round();
  assert.deepEqual(periods(), [
    ['First round', '2026-06-12T00:00:00.000Z', 24, 'elections.ics'],
    ['Result day', '2026-06-13T00:00:00.000Z', 24, 'operator'],
    ['Run-off', '2026-06-19T04:30:00.000Z', 12, 'run-offs'],
    ['Strike', '2026-07-01T00:00:00.000Z', 24, 'Union'],
  ]);
  assert.equal((JSON.parse(await run('channels', 'freeze', 'list', '--json')) as unknown[]).length, 4);
  await run('channels', 'freeze', 'remove', id);
  assert.equal(periods().length, 3);
});

test('hard case 15: an import done again replaces what came from the same source, and nothing else', async () => {
  const before = periods().length;
  const file = join(house.folder, 'elections.ics');
  const moved = period('First round, moved', ':20260614T000000Z', ':20260615T000000Z');
  await writeFile(file, calendarOf([moved, period('Second', ':20260628T000000Z', ':20260629T000000Z')]));
  assert.equal(await run('channels', 'freeze', 'import', file), '2');
  assert.equal(periods().length, before + 1);
  assert.ok(!periods().some(([name]) => name === 'First round'));
});

test('hard case 15: a day of no zone keeps work away wherever that day is', async () => {
  const file = join(house.folder, 'days.ics');
  await writeFile(file, calendarOf([period('Election day', ';VALUE=DATE:20260801', ';VALUE=DATE:20260802')]));
  await run('channels', 'freeze', 'import', file);
  const day = periods().find(([name]) => name === 'Election day')!;
  assert.deepEqual(day.slice(1, 3), ['2026-07-31T10:00:00.000Z', 50]);
});

test('hard case 15: a calendar that is understood in part is refused whole, and what was there stays', async () => {
  const before = periods();
  const file = join(house.folder, 'elections.ics');
  const good = period('Good', ':20260901T000000Z', ':20260902T000000Z');
  const wrong = [
    period('Wrong', ':soon', ':later'),
    `${good}\r\nRRULE:FREQ=YEARLY`,
    period('Backwards', ':20260902T000000Z', ':20260901T000000Z'),
    period('Endless', ':20260101T000000Z', ':20270101T000000Z'),
  ];
  for (const event of wrong) {
    await writeFile(file, calendarOf([good, event]));
    await assert.rejects(run('channels', 'freeze', 'import', file), { name: 'Refusal' }, event);
  }
  await writeFile(file, 'not a calendar');
  await assert.rejects(run('channels', 'freeze', 'import', file), /no calendar/);
  await assert.rejects(run('channels', 'freeze', 'import', 'http://169.254.169.254/latest'), /address/);
  assert.deepEqual(periods(), before);
});

test('hard case 15: a watched calendar of times without work that cannot be read any more keeps what it said', async () => {
  house.outside.answer((_request, response) => response.writeHead(500).end());
  await house.round(HOUR);
  assert.equal(house.state('Union'), 'unknown');
  assert.ok(periods().some(([name]) => name === 'Strike'));
});
