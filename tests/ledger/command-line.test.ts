import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type AnyCliCommand, UsageError } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { examine, type Finding } from '#machinery/operating/examine.ts';
import { dataFolder } from '#machinery/roles/folder.ts';
import { cli, verifyCommand } from '#rooms/ledger/commands.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { cancelWindow, planWindow } from '#rooms/maintenance/index.ts';
import { Refusal } from '#values/refusal.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const commands: readonly AnyCliCommand[] = [...cli, verifyCommand];
const START = Date.UTC(2026, 5, 16, 12);
const DAY_MS = 86_400_000;

let server: TestHouse;
let aside: string;
let windowId: number;
before(async () => {
  aside = mkdtempSync(join(tmpdir(), 'rooftop-ledger-'));
  server = await openTestHouse({ now: () => START });
  const startsAt = START + DAY_MS;
  const window = { kind: 'drill', title: 'Exercise', parts: ['posting'], effect: 'none' } as const;
  windowId = (await planWindow(server.house, { ...window, startsAt, endsAt: startsAt + 60_000 })).id;
});
after(async () => {
  await server.close();
  rmSync(aside, { recursive: true, force: true });
});

const publish = () => publishLedger({ house: server.house, folder: dataFolder(server.folder) });

/** What the doctor says of the ledger. */
async function doctor(): Promise<Finding> {
  const findings = await examine(dataFolder(server.folder), START);
  return findings.find(({ about }) => about === 'ledger')!;
}

/** What a command prints, and how it ends. */
async function run(line: string): Promise<{ readonly out: string; readonly code: number | undefined }> {
  const words = line.split(' ');
  const command = findCommand(commands, words);
  assert.ok(command, line);
  const lines: string[] = [];
  const around = { print: (one: string) => void lines.push(one), progress: () => {} };
  const args = parseArguments(command, words);
  const { house } = server;
  const folder = dataFolder(server.folder);
  const fetch = (url: unknown) => server.request('GET', String(url).slice(house.origin.length));
  const ended =
    'run' in command
      ? command.run({ house, folder, ...around }, args)
      : 'runAnywhere' in command
        ? command.runAnywhere({ fetch, ...around }, args)
        : assert.fail(line);
  const code = await ended;
  return { out: lines.join('\n'), code };
}

test('operators see the head, also before there is one, and why nothing is signed', async () => {
  assert.match((await run('ledger head')).out, /Nothing has been signed yet/);
  await publish();
  const { out, code } = await run('ledger head --json');
  const { head, refused } = JSON.parse(out) as { head: { size: number; verifier: string }; refused: unknown };
  assert.deepEqual([head.size, refused, code], [1, null, 0]);
  const key = join(server.folder, 'ledger.key');
  const kept = readFileSync(key);
  writeFileSync(key, Buffer.alloc(32, 9).toString('hex'));
  await publish();
  const now = await run('ledger head');
  assert.match(now.out, /It is not signed: the last head is not to be had/);
  assert.equal(now.code, 1);
  assert.match((await doctor()).says, /^it is not signed: the last head is not to be had/);
  assert.equal((await doctor()).well, false);
  writeFileSync(key, kept);
  await publish();
  assert.equal((await run('ledger head')).code, 0, 'put right, it is signed again');
  assert.equal((await doctor()).well, true);
});

test('entries are listed, all or those about one thing, from an index on', async () => {
  await cancelWindow(server.house, windowId, 'not needed');
  const all = JSON.parse((await run('ledger entries --json')).out) as { index: number; kind: string }[];
  assert.deepEqual(
    all.map(({ index, kind }) => [index, kind]),
    [
      [0, 'window-planned'],
      [1, 'window-cancelled'],
    ],
  );
  const about = await run(`ledger entries --about window/${windowId} --from 1`);
  assert.match(about.out, /^1 {2}2026-06-16T12:00:00\.000Z {2}window-cancelled {2}window\//);
  assert.equal((await run('ledger entries --about window/0')).out, '');
  await assert.rejects(run('ledger entries --from x'), UsageError);
});

test('anyone checks a server by its address, and remembers what was seen', async () => {
  await publish();
  const { origin } = server.house;
  const seen = join(aside, 'seen');
  const first = await run(`ledger verify ${origin} --seen ${seen}`);
  assert.match(first.out, /^valid: rooftop\.test\/ledger, 2 entries, root .*, 2 texts\nkey rooftop\.test/);
  assert.equal(first.code, 0);
  const note = readFileSync(seen, 'utf8');
  assert.equal((await run(`ledger verify ${origin}/ledger/ --seen ${seen}`)).code, 0);
  const key = JSON.parse((await run('ledger head --json')).out) as { head: { verifier: string } };
  assert.equal((await run(`ledger verify ${origin} --key ${key.head.verifier}`)).code, 0);
  const wrong = await run(`ledger verify ${origin} --key nobody+00000000+AAAA`);
  assert.match(wrong.out, /^NOT VALID: there is no key/);
  assert.equal(wrong.code, 1);
  assert.equal(readFileSync(seen, 'utf8'), note);
  writeFileSync(seen, note.replace('rooftop.test/ledger\n', 'another.test/ledger\n'));
  const another = await run(`ledger verify ${origin} --seen ${seen}`);
  assert.match(another.out, /^NOT VALID: the head in .* cannot be compared/);
});

test('a server that cannot be read is said to be so', async () => {
  for (const [answer, why] of [
    [() => Promise.reject(new TypeError('fetch failed', { cause: new Error('refused') })), /had: refused$/],
    [async () => new Response('', { status: 500 }), /ledger\/verifier answered 500$/],
    [async () => new Response(new Blob([Buffer.alloc(33_554_433)])), /is longer than 33554432 bytes$/],
  ] as const) {
    const args = parseArguments(verifyCommand, 'ledger verify http://down.test'.split(' '));
    const asked = verifyCommand.runAnywhere({ fetch: answer, print: () => {}, progress: () => {} }, args);
    await assert.rejects(asked, (error) => error instanceof Refusal && why.test(error.message), String(why));
  }
});

test('what was fetched is kept, and is checked again without any server', async () => {
  const kept = join(aside, 'kept');
  assert.equal((await run(`ledger verify ${server.house.origin} --keep ${kept}`)).code, 0);
  assert.match(
    (await run(`ledger verify --offline ${kept}`)).out,
    /^valid: rooftop\.test\/ledger, 2 entries/,
  );
});

test('downloaded files are checked without any server', async () => {
  const { out, code } = await run(`ledger verify --offline ${join(server.folder, 'public')} --json`);
  const report = JSON.parse(out) as { valid: boolean; size: number };
  assert.deepEqual([report.valid, report.size, code], [true, 2, 0]);
  assert.equal((await run(`ledger verify --offline ${aside}`)).code, 1);
  await assert.rejects(run('ledger verify'), UsageError);
  await assert.rejects(run(`ledger verify ${server.house.origin} --offline ${aside}`), UsageError);
});
