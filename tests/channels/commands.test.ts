import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CliContext, UsageError } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { addChannel } from '#rooms/channels/add-channel.ts';
import { cli } from '#rooms/channels/commands.ts';
import { CHANNELS_MOST } from '#rooms/channels/rules/channel.ts';
import { Refusal } from '#values/refusal.ts';
import { HOUR, openWatching, quietPage, servePage, type Watching } from './watching.ts';

let house: Watching;
before(async () => {
  house = await openWatching();
});
after(() => house.close());

async function run(...words: readonly string[]) {
  const command = findCommand(cli, ['channels', ...words])!;
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const context: CliContext = { house: house.house, folder: undefined as never, print, progress: () => {} };
  const code = await command.run(context, parseArguments(command, ['channels', ...words]));
  return { code, text: lines.join('\n') };
}

type Told = {
  name: string;
  state: string;
  fault: string | null;
  url: string;
  public: boolean;
  windows: object[];
};
const told = async (...words: readonly string[]) =>
  JSON.parse((await run(...words, '--json')).text) as Told[];

test('a channel is added, listed, looked at and removed from the command line', async () => {
  const url = `${house.outside.origin}/`;
  const [added] = await told('add', 'statuspage', 'Photo host', url, '--every', '120', '--private');
  assert.deepEqual(
    [added!.state, added!.fault, added!.url, added!.public],
    ['unknown', 'not-yet', url, false],
  );
  assert.equal((await run('check')).code, 1, 'it answers with an error, so it is unknown');
  const page = quietPage();
  page.upcoming = [{ id: '1', from: house.clock.now + HOUR, to: house.clock.now + 2 * HOUR }];
  servePage(house.outside, page);
  const checked = await run('check', 'Photo host', '--json');
  assert.equal(checked.code, 0);
  const [seen] = JSON.parse(checked.text) as Told[];
  assert.deepEqual([seen!.state, seen!.fault, seen!.windows.length], ['up', null, 1]);
  assert.match(
    (await run('list')).text,
    /^Photo host\tup\t-\t2026-06-01T12.*statuspage.*\n {4}2026-06-01T13/,
  );
  await run('remove', 'Photo host');
  assert.deepEqual(await told('list'), []);
});

test('what cannot be meant is refused with the reason', async () => {
  await assert.rejects(run('add', 'ical', 'One'), UsageError);
  await assert.rejects(run('add', 'ical', 'One', 'https://a.test', '--every', '5'), /every 1 to 30 minutes/);
  await assert.rejects(run('add', 'ical', 'One', 'https://a.test', '--every', 'often'), UsageError);
  await assert.rejects(run('add', 'pigeon', 'One', 'https://a.test'), /statuspage, ical/);
  await assert.rejects(run('remove', 'Nobody'), /no channel called Nobody/);
  await assert.rejects(run('freeze', 'add', 'A', 'tomorrow', '2026-06-02'), /A moment like/);
  await assert.rejects(run('freeze', 'add', 'A', '2026-06-02', '2026-06-01'), /end after it begins/);
  await assert.rejects(run('freeze', 'remove', '77'), Refusal);
});

test(`${CHANNELS_MOST} channels are watched and no more`, async () => {
  const draft = (n: number) => ({ kind: 'ical', name: `n${n}`, url: 'https://a.test/' });
  await Promise.all(Array.from({ length: CHANNELS_MOST }, (_, n) => addChannel(house.house, draft(n))));
  await assert.rejects(addChannel(house.house, draft(CHANNELS_MOST)), { kind: 'too-many' });
});
