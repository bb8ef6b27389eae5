import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { startCheckpoints } from '#view/checkpoints.ts';
import { watchDiskReserve } from '#view/disk-reserve.ts';
import { verifyLog } from '#view/verify.ts';
import { fill, smallDisk } from './small-disk.ts';
import { openToy, pathsIn, scratch, type Toy, type ToyOptions, toyRegistry } from './toy.ts';

const SOUND = { broken: [], failed: [], differences: [] };

/** Every post that was acknowledged is there once, and the log makes the same view again. */
async function assertSound(folder: string, acknowledged: readonly string[]): Promise<void> {
  const toy = await openToy(folder);
  const texts = toy.posts().map(({ text }) => text);
  await toy.close();
  assert.equal(new Set(texts).size, texts.length, 'nothing is there twice');
  assert.deepEqual(
    new Set(acknowledged).difference(new Set(texts)),
    new Set(),
    'nothing acknowledged is lost',
  );
  const { broken, failed, differences } = await verifyLog({ paths: pathsIn(folder), registry: toyRegistry });
  assert.deepEqual({ broken, failed, differences }, SOUND);
}

async function openOnDisk(folder: string, options: ToyOptions = {}) {
  const toy = await openToy(folder, options);
  const checkpoints = startCheckpoints({
    files: [toy.paths.log, toy.paths.view],
    report: () => {},
    everyMs: 20,
  });
  return {
    toy,
    async close() {
      await toy.close();
      await checkpoints.stop();
    },
  };
}

type Clients = { readonly done: string[]; refused: number; n: number };

/** Posts one after the other until one is done, or one is refused. */
async function postUntil(toy: Toy, clients: Clients, want: 'done' | 'refused'): Promise<void> {
  for (;;) {
    const text = `post-${clients.n++}-${'x'.repeat(2_000)}`;
    const error = await toy.send('toy.post/1', { text }, text.slice(0, 12)).then(
      () => undefined,
      (refusal: { kind?: string }) => refusal,
    );
    if (error) {
      assert.equal(error.kind, 'unavailable');
      clients.refused++;
    } else clients.done.push(text);
    if ((want === 'done') === (error === undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a full disk refuses cleanly, and all goes on by itself when there is room again', async (t) => {
  const disk = smallDisk(t, 8);
  if (!disk) return;
  const { toy, close } = await openOnDisk(disk, { waitMostMs: 500 });
  const clients: Clients = { done: [], refused: 0, n: 0 };
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 20; i++) await postUntil(toy, clients, 'done');
    fill(disk, round * 20_000);
    await postUntil(toy, clients, 'refused');
    for (let i = 0; i < 10; i++)
      await toy.send('toy.post/1', { text: 'no' }, `no-${round}-${i}`).catch(() => {});
    rmSync(join(disk, 'ballast'));
    await postUntil(toy, clients, 'done');
    assert.equal(toy.writer.trouble(), undefined);
  }
  assert.ok(clients.refused >= 3);
  await close();
  const copy = join(scratch(t), 'copy');
  cpSync(disk, copy, { recursive: true });
  await assertSound(copy, clients.done);
});

test('a disk below its reserve is noticed within a second, before anything fails', async (t) => {
  const disk = smallDisk(t, 16);
  if (!disk) return;
  const { toy, close } = await openOnDisk(disk, { diskTrouble: watchDiskReserve(disk, 8_000_000) });
  const clients: Clients = { done: [], refused: 0, n: 0 };
  await postUntil(toy, clients, 'done');
  fill(disk, 6_000_000);
  await postUntil(toy, clients, 'refused');
  assert.equal(toy.writer.trouble(), 'the disk is full');
  rmSync(join(disk, 'ballast'));
  await postUntil(toy, clients, 'done');
  assert.deepEqual(toy.reports, [], 'the storage itself never failed');
  await close();
});

const hasFaults = spawnSync('sh', ['-c', 'command -v fiu-run && command -v fiu-ctrl']).status === 0;

/** A house in a process whose system calls can be made to fail. */
function startFailing(t: TestContext, folder: string) {
  const pipe = join(scratch(t), 'fiu');
  const program = join(import.meta.dirname, 'storage-child.ts');
  const child: ChildProcess = spawn('fiu-run', ['-x', '-f', pipe, process.execPath, program, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => void child.kill('SIGKILL'));
  const lines: { readonly what: string; readonly text: string }[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const [what, text] = line.split(' ') as [string, string];
    lines.push({ what, text });
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    exited,
    lines,
    done: () => lines.filter(({ what }) => what === 'done').map(({ text }) => text),
    /** Waits until so many more of a kind have been told. */
    async more(what: string, count: number): Promise<void> {
      const from = lines.length;
      const until = performance.now() + 20_000;
      while (lines.slice(from).filter((line) => line.what === what).length < count) {
        assert.ok(performance.now() < until, `no ${count} × ${what} within 20 s`);
        assert.equal(child.exitCode, null, 'the house is still there');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    control(...commands: string[]): void {
      const all = commands.flatMap((command) => ['-c', command]);
      assert.equal(spawnSync('fiu-ctrl', ['-f', pipe, ...all, String(child.pid)]).status, 0);
    },
  };
}

const SPARE_FILES = 4;
const openFiles = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;

/** `stops`: nothing can be acknowledged while it lasts. */
const FAULTS = [
  { name: 'writes fail at random', point: 'posix/io/rw/pwrite', info: 5, probability: 0.05 },
  { name: 'no write succeeds', point: 'posix/io/rw/pwrite', info: 5, probability: 1, stops: true },
  { name: 'writes find the disk full', point: 'posix/io/rw/pwrite', info: 28, probability: 1, stops: true },
  { name: 'writes are cut short', point: 'posix/io/rw/pwrite/reduce', info: 0, probability: 0.5 },
  { name: 'fsync fails at random', point: 'posix/io/sync/*', info: 5, probability: 0.1 },
  { name: 'no fsync succeeds', point: 'posix/io/sync/*', info: 5, probability: 1, stops: true },
  { name: 'reads fail at random', point: 'posix/io/rw/pread', info: 5, probability: 0.3 },
];

for (const { name, point, info, probability, stops } of FAULTS)
  test(`when ${name}, commands are refused cleanly, and all goes on by itself afterwards`, async (t) => {
    if (!hasFaults) return t.skip('fiu-utils is not installed');
    const folder = scratch(t);
    const house = startFailing(t, folder);
    await house.more('done', 20);
    const open = openFiles(house.child.pid!);
    house.control(`enable_random name=${point},probability=${probability},failinfo=${info}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const doneSoFar = house.done().length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (stops) assert.equal(house.done().length, doneSoFar);
    house.control(`disable name=${point}`);
    await house.more('done', 20);
    assert.ok(openFiles(house.child.pid!) <= open + SPARE_FILES, 'each try leaves nothing open behind');
    house.child.stdin!.end();
    assert.equal(await house.exited, 0);
    const kinds = new Set(house.lines.map(({ what }) => what));
    assert.deepEqual(
      kinds.difference(new Set(['done', 'unavailable'])),
      new Set(),
      'no other answer is given',
    );
    await assertSound(folder, house.done());
  });

test('a house that is killed while its storage fails has lost nothing it acknowledged', async (t) => {
  if (!hasFaults) return t.skip('fiu-utils is not installed');
  const folder = scratch(t);
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++) {
    const house = startFailing(t, folder);
    await house.more('done', 10);
    house.control(
      'enable_random name=posix/io/rw/pwrite,probability=0.2,failinfo=5',
      'enable_random name=posix/io/sync/*,probability=0.2,failinfo=5',
    );
    await new Promise((resolve) => setTimeout(resolve, 150 + round * 130));
    house.child.kill('SIGKILL');
    await house.exited;
    acknowledged.push(...house.done());
  }
  await assertSound(folder, acknowledged);
});
