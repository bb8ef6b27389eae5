import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type CliContext, UsageError } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { dataFolder } from '#machinery/roles/folder.ts';
import { cli } from '#rooms/archive/commands.ts';
import { type Importing, OWNER, openImporting } from './importing.ts';

let at: Importing;

beforeEach(async () => {
  at = await openImporting();
});
afterEach(() => at.close());

async function run(...words: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const command = findCommand(cli, words)!;
  const { house, folder } = at.server;
  const context = {
    house,
    folder: dataFolder(folder),
    print: (line) => lines.push(line),
    progress() {},
  } as CliContext;
  const code = (await command.run(context, parseArguments(command, words))) ?? 0;
  return { code, lines };
}

test('an import ends with one JSON object: how many are in, what is not and why', async () => {
  const path = await at.place.zip('a.zip', OWNER);
  const missing = join(path, '..', 'missing.zip');
  const { code, lines } = await run('import', path, missing, '--json');
  assert.equal(code, 0);
  assert.equal(lines.length, 1);
  assert.deepEqual(JSON.parse(lines[0]!), {
    imported: 3,
    already: 0,
    skipped: [],
    remarks: [],
    accounts: [{ archive: path, username: 'Webmaker', made: true, imported: 3, already: 0 }],
    problems: [`${missing}: there is nothing there`],
  });
  const again = JSON.parse((await run('import', path, '--json')).lines[0]!);
  assert.deepEqual([again.imported, again.already], [0, 3]);
});

test('a dry run in JSON says what would be imported, and that nothing was', async () => {
  const path = await at.place.tarGz('a.tar.gz', OWNER);
  const told = JSON.parse((await run('import', path, '--dry-run', '--json')).lines[0]!);
  assert.deepEqual([told.imported, told.wouldImport, told.accounts[0].made], [0, 3, true]);
});

test('people are told in words, with each reason once', async () => {
  const tweets = { ...OWNER };
  const name = 'data/js/tweets/2009_06.js';
  tweets[name] = String(OWNER[name]).replace('"Mon Jun 15 12:00:00 +0000 2009"', '"then"');
  const { lines } = await run('import', await at.place.folder('broken', tweets));
  assert.match(lines[0]!, /^@Webmaker \(made now, unclaimed\) ← .*: 2 imported, 0 were here, 1 left out$/);
  assert.equal(lines[1], '  left out 1: its date cannot be read (3000)');
});

test('paths without any archive end in failure, no path at all is misuse', async () => {
  const { code, lines } = await run('import', await at.place.folder('empty', { 'readme.txt': 'x' }));
  assert.equal(code, 1);
  assert.match(lines[0]!, /holds no archive/);
  await assert.rejects(run('import'), UsageError);
});

test('an export says where it lies, and the key tells itself', async () => {
  await at.bring(OWNER);
  const target = join(await at.place.folder('out', { x: '' }), 'webmaker.zip');
  assert.deepEqual(await run('export', 'webmaker', target), { code: 0, lines: [target] });
  assert.match((await run('export', '--key')).lines[0]!, /^[A-Za-z0-9+/]{43}=$/);
  await assert.rejects(run('export'), UsageError);
});

test('a replay that is not told what, or told nonsense, is misuse', async () => {
  await at.bring(OWNER);
  for (const words of [
    [],
    ['--tag', 'story', '--speed', '0'],
    ['--tag', 'story', '--max-gap', '1'],
    ['--from', 'June'],
    ['--tag', 'story', '--url', 'here'],
  ])
    await assert.rejects(run('replay', ...words), UsageError, words.join(' '));
  await assert.rejects(run('replay', '--tag', 'nothing'), /No imported post fits/);
});
