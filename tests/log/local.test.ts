import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLocalLog, openLocalLogForReading } from '#log/local.ts';
import type { Log } from '#log/port.ts';
import { openDatabase } from '#log/sqlite.ts';
import { draft, testLog } from './contract.ts';

function scratch(t: { after(work: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'rooftop-log-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

testLog('local', async (t) => {
  const path = join(scratch(t), 'log.db');
  let log = openLocalLog(path);
  t.after(() => log.close());
  return {
    log,
    async reopen() {
      await log.close();
      log = openLocalLog(path);
      return log;
    },
    /** A row that is in the way makes the commit fail, as a second writer would. */
    failNextAppend() {
      const other = openDatabase(path);
      other.exec(`CREATE TRIGGER fail BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'as planned'); END`);
      other.close();
      const untouched = log.recover;
      log.recover = async () => {
        const again = openDatabase(path);
        again.exec('DROP TRIGGER fail');
        again.close();
        log.recover = untouched;
        await log.recover();
      };
    },
  };
});

test('a reader in another process sees what was appended and never writes', async (t) => {
  const path = join(scratch(t), 'log.db');
  const log = openLocalLog(path);
  await log.append([draft('a')], 1);
  const reader = openLocalLogForReading(path);
  assert.equal((await reader.head()).seq, 1);
  await log.append([draft('b'), draft('c')], 2);
  assert.equal((await reader.head()).seq, 3);
  assert.equal(reader.epoch, log.epoch);
  assert.deepEqual(
    (await reader.read(1, 10)).map((entry) => entry.id),
    ['b', 'c'],
  );
  await reader.close();
  await log.close();
});

test('two writers cannot tell two histories: the second one is refused', async (t) => {
  const path = join(scratch(t), 'log.db');
  const one = openLocalLog(path);
  const two = openLocalLog(path);
  await one.append([draft('a')], 1);
  await assert.rejects(two.append([draft('b')], 1));
  await two.recover();
  assert.equal((await two.head()).seq, 1);
  await one.close();
  await two.close();
});

test('every prefix of the WAL recovers exactly the commits that lie wholly in it, with room behind it or without', async (t) => {
  const folder = scratch(t);
  const path = join(folder, 'log.db');
  const { ends, wal } = await writeCommits(openLocalLog(path), path);
  const cuts = new Set<number>();
  for (let cut = 0; cut <= wal.length; cut += 101) cuts.add(cut);
  for (const end of ends) for (const near of [-1, 0, 1]) cuts.add(Math.min(wal.length, end.bytes + near));
  for (const [cut, room] of [...cuts].flatMap((one) => [[one, 0] as const, [one, 65_536] as const])) {
    const copy = join(folder, 'copy.db');
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
    copyFileSync(`${path}.start`, copy);
    writeFileSync(`${copy}-wal`, Buffer.concat([wal.subarray(0, cut), Buffer.alloc(room)]));
    const log = openLocalLog(copy);
    const whole = ends.filter((end) => end.bytes <= cut).at(-1)?.seq ?? 0;
    assert.equal((await log.head()).seq, whole, `cut at byte ${cut} of ${wal.length}`);
    assert.equal((await log.read(0, 1_000)).length, whole);
    await log.close();
  }
  assert.ok(cuts.size > 200);
});

/**
 * Appends batches of growing size; says where in the WAL each commit ends. The file as it was before stays
 * beside it.
 */
async function writeCommits(log: Log, path: string) {
  await log.close();
  copyFileSync(path, `${path}.start`);
  const again = openLocalLog(path);
  const ends: { readonly bytes: number; readonly seq: number }[] = [];
  for (let size = 1; size <= 5; size++) {
    const drafts = Array.from({ length: size }, (_, i) =>
      draft(`${size}-${i}`, { text: 'x'.repeat(i * 700) }),
    );
    const written = await again.append(drafts, size);
    ends.push({ bytes: usedOf(readFileSync(`${path}-wal`)), seq: written.at(-1)!.seq });
  }
  const file = readFileSync(`${path}-wal`);
  const wal = file.subarray(0, usedOf(file));
  assert.ok(file.length > wal.length, 'room is taken ahead');
  await again.close();
  return { ends, wal };
}

/** Where the last frame ends: a frame begins with the number of its page, which is never 0 (sqlite.org/fileformat2.html). */
function usedOf(wal: Buffer): number {
  const frame = 24 + wal.readUInt32BE(8);
  let end = 32;
  while (end + frame <= wal.length && wal.readUInt32BE(end) !== 0) end += frame;
  return end;
}

test('nothing of a truncated entry is left in the files', async (t) => {
  const path = join(scratch(t), 'log.db');
  const log = openLocalLog(path);
  const checkpointer = openDatabase(path, { pragmas: ['wal_autocheckpoint = 0'] });
  for (let i = 1; i <= 4_000; i++) {
    const text = `word${i}-${'y'.repeat((i * 37) % 400)}${i % 50 === 0 ? 'z'.repeat(9_000) : ''}-word${i}-`;
    await log.append([{ id: `id-word${i}-`, kind: 'test/1', body: text }], i);
    if (i % 90 === 0) await log.truncate(i - ((i * 7) % 200));
  }
  const first = await log.firstSeq();
  checkpointer.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  const found = readFileSync(path, 'latin1')
    .match(/word\d+-/g)!
    .map((word) => Number(/\d+/.exec(word)![0]));
  assert.ok(first > 3_700);
  assert.equal(
    found.reduce((a, b) => Math.min(a, b)),
    first,
    'the oldest word to be found is of the oldest entry kept',
  );
  assert.equal(statSync(`${path}-wal`).size, 0);
  checkpointer.close();
  await log.close();
});
