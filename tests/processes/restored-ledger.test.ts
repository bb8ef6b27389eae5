import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { planWindow } from '#rooms/maintenance/index.ts';
import { type RunningServer, runToEnd, startRunningServer, until } from '../support/running-server.ts';

const DAY_MS = 86_400_000;
/** What a backup of the house holds; the ledger's files were not in it. */
const BACKED_UP = /^(?:log|view|jobs)\.db/;

let root: string;
let lives = 0;
before(() => {
  root = mkdtempSync(join(tmpdir(), 'rooftop-restored-'));
});
after(() => rmSync(root, { recursive: true, force: true }));

/** Runs a server over a copy of a data folder; what it leaves behind is the next one's. */
async function live(from: string, work: (server: RunningServer) => Promise<void>): Promise<string> {
  const folder = join(root, `life-${lives++}`);
  cpSync(from, folder, { recursive: true });
  const server = await startRunningServer({ ROOFTOP_DATA: folder, ROOFTOP_PROCESSES: 'single' });
  try {
    await work(server);
    assert.equal(await server.stop(), 0);
    cpSync(folder, `${folder}-left`, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  } finally {
    await server.clear();
  }
  return `${folder}-left`;
}

async function plan({ house }: RunningServer, days: number): Promise<void> {
  const startsAt = Date.now() + days * DAY_MS;
  const window = { kind: 'drill', title: 'Exercise', parts: ['posting'], effect: 'none' } as const;
  await planWindow(house, { ...window, startsAt, endsAt: startsAt + 60_000 });
}

async function signedSize({ port }: RunningServer): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/ledger/checkpoint`);
  return response.ok ? Number((await response.text()).split('\n')[1]) : -1;
}

const untilSigned = (server: RunningServer, size: number) =>
  until(
    async () => ((await signedSize(server)) === size ? true : undefined),
    `${size} entries are not signed`,
  );

test('a server that was restored from an old backup goes on, but does not sign its ledger, and says so', async () => {
  const seen = join(root, 'seen');
  const verify = ({ port }: RunningServer) =>
    runToEnd(['ledger', 'verify', `http://127.0.0.1:${port}`, '--seen', seen], {});
  const old = join(root, 'old');
  const [starts, ends] = [1, 2].map((days) => new Date(Date.now() + days * DAY_MS).toISOString());
  const words = ['maintenance', 'plan', '--title', 'Exercise', '--starts', starts!, '--ends', ends!];
  const planned = await runToEnd(words, { ROOFTOP_DATA: old });
  assert.equal(planned.code, 0, planned.stderr);
  const newer = await live(old, async (server) => {
    await plan(server, 2);
    await untilSigned(server, 2);
    const { code, stdout } = await verify(server);
    assert.deepEqual([code, stdout.slice(0, 5)], [0, 'valid']);
  });
  for (const name of readdirSync(newer)) if (BACKED_UP.test(name)) rmSync(join(newer, name));
  for (const name of readdirSync(old)) if (BACKED_UP.test(name)) cpSync(join(old, name), join(newer, name));
  await live(newer, async (server) => {
    await server.untilLine(/the ledger is not signed: 2 entries were signed before and now there are 1/);
    await plan(server, 3);
    await plan(server, 4);
    const doctor = await until(async () => {
      const said = await runToEnd(['doctor'], { ROOFTOP_DATA: server.folder.root });
      return said.stdout.includes('the first 2 entries') ? said : undefined;
    }, 'it does not see the fork');
    assert.equal(doctor.code, 1);
    assert.match(doctor.stdout, /^look {2}ledger +it is not signed: the first 2 entries are not those/m);
    assert.equal(await signedSize(server), 2, 'the head stays');
    const outside = await verify(server);
    assert.equal(outside.code, 1);
    assert.match(outside.stdout, /entry 1 is told otherwise than it was signed/);
  });
});
