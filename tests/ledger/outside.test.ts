import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dataFolder } from '#machinery/roles/folder.ts';
import { publishLedger } from '#rooms/ledger/jobs.ts';
import { cancelWindow, planWindow } from '#rooms/maintenance/index.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

/** Where Debian puts Go's packages. */
const GOPATH = '/usr/share/gocode';
const hasGo =
  spawnSync('go', ['version']).status === 0 && existsSync(`${GOPATH}/src/golang.org/x/mod/sumdb/tlog`);
const skip = hasGo ? false : 'golang-go and golang-golang-x-mod-dev are not installed';
const DAY_MS = 86_400_000;
/** More than a whole tile, with heads in between. */
const STEPS = [1, 2, 75, 60];

let server: TestHouse;
let root: string;
const heads: string[] = [];

async function decide(server: TestHouse, times: number, title: string): Promise<void> {
  for (let i = 0; i < times; i++) {
    const startsAt = Date.now() + DAY_MS;
    const plan = {
      kind: 'drill',
      title,
      parts: ['posting'],
      effect: 'none',
      startsAt,
      endsAt: startsAt + 60_000,
    };
    const { id } = await planWindow(server.house, plan);
    await cancelWindow(server.house, id, 'an exercise');
  }
}

const publish = (server: TestHouse) =>
  publishLedger({ house: server.house, folder: dataFolder(server.folder) });

before(async () => {
  if (skip) return;
  root = mkdtempSync(join(tmpdir(), 'rooftop-outside-'));
  server = await openTestHouse();
  for (const [i, times] of STEPS.entries()) {
    await decide(server, times, 'Exercise');
    assert.equal(await publish(server), undefined);
    heads.push(join(root, `head-${i}`));
    copyFileSync(join(server.folder, 'public/ledger/checkpoint'), heads[i]!);
  }
  const env = { ...process.env, GO111MODULE: 'off', GOPATH, GOCACHE: join(root, 'cache'), GOFLAGS: '' };
  const source = join(import.meta.dirname, 'outside/main.go');
  const built = spawnSync('go', ['build', '-o', join(root, 'check'), source], { env, encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
});

after(async () => {
  if (skip) return;
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

const check = (folder: string, seen: readonly string[]) =>
  spawnSync(join(root, 'check'), [folder, ...seen], { encoding: 'utf8' });

/** A copy of the published folder, spoiled. */
function spoiled(name: string, spoil: (folder: string) => void): string {
  const folder = join(root, name);
  cpSync(join(server.folder, 'public/ledger'), folder, { recursive: true });
  spoil(folder);
  return folder;
}

test('other people’s code finds the ledger in order: signature, every entry, and that it goes on from each head', {
  skip,
}, () => {
  const { stdout, stderr, status } = check(join(server.folder, 'public/ledger'), heads);
  assert.equal(status, 0, stderr);
  assert.equal(stdout, `${2 * STEPS.reduce((a, b) => a + b)} entries, ${STEPS.length} earlier heads\n`);
});

test('other people’s code refuses an entry, a tile and a signature that were touched', { skip }, () => {
  const change = (path: string) => (folder: string) => {
    const bytes = readFileSync(join(folder, path));
    bytes[bytes.length - 5]! ^= 1;
    writeFileSync(join(folder, path), bytes);
  };
  const part = readdirSync(join(server.folder, 'public/ledger/tile/entries/001.p')).sort(
    (a, b) => Number(b) - Number(a),
  )[0];
  for (const path of ['tile/entries/000', `tile/entries/001.p/${part}`, 'tile/0/000', 'checkpoint'])
    assert.equal(check(spoiled(`touched-${path.replaceAll('/', '-')}`, change(path)), heads).status, 1, path);
});

test('other people’s code refuses a fork that our own key signed', { skip }, async () => {
  const other = await openTestHouse();
  try {
    copyFileSync(join(server.folder, 'ledger.key'), join(other.folder, 'ledger.key'));
    await decide(
      other,
      STEPS.reduce((a, b) => a + b),
      'Another story',
    );
    assert.equal(await publish(other), undefined);
    const forked = join(other.folder, 'public/ledger');
    assert.equal(check(forked, []).status, 0, 'by itself it looks well');
    assert.match(check(forked, heads.slice(1, 2)).stderr, /since 6 entries/);
  } finally {
    await other.close();
  }
});
