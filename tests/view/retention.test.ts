import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openDatabase } from '#log/sqlite.ts';
import { startCheckpoints } from '#view/checkpoints.ts';
import { type RetentionOptions, retainOnce, startRetention, truncatableUpTo } from '#view/retention.ts';
import { dropSetAside, setAside } from '#view/set-aside.ts';
import { listSnapshots, takeSnapshot } from '#view/snapshots.ts';
import { verifyLog } from '#view/verify.ts';
import { openToy, scratch, type Toy, type ToyOptions, toyRegistry } from './toy.ts';

/** A house with what keeps it: the checkpoint worker, and the options for rounds of retention. */
async function openKept(t: TestContext, more: Partial<RetentionOptions> & ToyOptions = {}) {
  const folder = scratch(t);
  const toy = await openToy(folder, more);
  const reports: string[] = [];
  const report = (what: string, error: unknown) => void reports.push(`${what}: ${String(error)}`);
  const checkpoints = startCheckpoints({ files: [toy.paths.log, toy.paths.view], report });
  const options: RetentionOptions = {
    paths: toy.paths,
    log: toy.house.log,
    db: () => toy.db,
    submit: toy.writer.submit,
    checkpoints,
    now: Date.now,
    retentionMs: () => 5_000,
    jobsCursor: () => Number.POSITIVE_INFINITY,
    report,
    ...more,
  };
  return {
    folder,
    toy,
    options,
    reports,
    async close() {
      await toy.close();
      await checkpoints.stop();
    },
  };
}

/** Files in which a word can be read. */
function grep(word: string, folder: string): readonly string[] {
  const { stdout, status } = spawnSync('grep', ['-ral', word, folder], { encoding: 'utf8' });
  assert.ok(status === 0 || status === 1);
  return stdout.split('\n').filter((line) => line !== '');
}

const rowsOf = (toy: Toy, table: string) =>
  toy.db.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n;

test('with a retention of 5 s, a word that was deleted or edited away is soon nowhere in the data folder', async (t) => {
  const { folder, toy, options, reports, close } = await openKept(t);
  const retention = startRetention(options);
  const { id: edited } = await toy.send('toy.post/1', { text: 'Nightingale was edited away' });
  const { id: deleted } = await toy.send('toy.post/1', { text: 'Pomegranate was deleted' });
  const { id: stays } = await toy.send('toy.post/1', { text: 'Samovar stays' });
  const busy = keepBusy(t, toy);
  await takeSnapshot(toy.paths.view, toy.paths.snapshots, toy.house.log);
  await toy.send('toy.edit/1', { id: edited, text: 'Kingfisher took its place' });
  await toy.send('toy.delete/1', { id: deleted });
  const goneAt = performance.now();
  assert.notDeepEqual(grep('Nightingale', folder), []);
  assert.notDeepEqual(grep('Pomegranate', folder), []);

  const left = () => [...grep('Nightingale', folder), ...grep('Pomegranate', folder)];
  while (left().length > 0 && performance.now() - goneAt < 15_000)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const took = performance.now() - goneAt;
  await busy.stop();
  assert.deepEqual(left(), []);
  assert.ok(took < 10_000, `it took ${took} ms`);
  assert.notDeepEqual(grep('Samovar', folder), []);
  assert.notDeepEqual(grep('Kingfisher', folder), []);
  const wordings = toy.db
    .prepare<{ html: string }>('SELECT html FROM status_edit WHERE status_id = ?')
    .all(edited);
  assert.deepEqual(
    wordings.map(({ html }) => html),
    [''],
    'that it was edited stays',
  );
  assert.equal(toy.posts().find((post) => post.id === stays)!.text, 'Samovar stays');
  await retention.stop();
  const verified = await verifyLog({ paths: toy.paths, registry: toyRegistry });
  assert.deepEqual(verified.differences, []);
  assert.ok(verified.from > 0, 'the log no longer begins at its start');
  assert.deepEqual(reports, []);
  await close();
});

/** Posts, edits and deletes without pause, as others do meanwhile. */
function keepBusy(t: TestContext, toy: Toy) {
  let stopped = false;
  t.after(() => {
    stopped = true;
  });
  const ids: number[] = [];
  const run = async () => {
    for (let i = 0; !stopped; i++) {
      const text = `post ${i} ${'x'.repeat((i * 31) % 500)}`;
      const sent = await Promise.all(Array.from({ length: 10 }, () => toy.send('toy.post/1', { text })));
      ids.push(...sent.map(({ id }) => id));
      if (i % 3 === 0) await toy.send('toy.edit/1', { id: ids.shift()!, text: `${text} edited` });
      for (let j = 0; j < 5; j++)
        await toy.send('toy.delete/1', { id: ids.splice((i * 7) % ids.length, 1)[0]! });
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}

test('wiping and truncating under load damage nothing', async (t) => {
  const { toy, options, reports, close } = await openKept(t, { retentionMs: () => 600 });
  const retention = startRetention(options);
  const busy = keepBusy(t, toy);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  await busy.stop();
  await retention.stop();
  const check = (path: string) => {
    const db = openDatabase(path, { readOnly: true });
    const found = db.prepare<{ integrity_check: string }>('PRAGMA integrity_check').all();
    db.close();
    return found.map((row) => row.integrity_check);
  };
  assert.deepEqual(check(toy.paths.view), ['ok']);
  assert.deepEqual(check(toy.paths.log), ['ok']);
  const verified = await verifyLog({ paths: toy.paths, registry: toyRegistry });
  assert.deepEqual(verified.differences, []);
  assert.ok((await toy.house.log.firstSeq()) > 1);
  assert.deepEqual(reports, []);
  await close();
});

test('the log is truncated behind snapshot, jobs and retention, whichever is furthest behind', () => {
  const snapshots = [30, 60].map((seq) => ({ seq, path: '' }));
  assert.equal(truncatableUpTo(snapshots, 50, 40), 29);
  assert.equal(truncatableUpTo(snapshots, 20, 40), 20);
  assert.equal(truncatableUpTo(snapshots, 50, 10), 10);
  assert.equal(truncatableUpTo([], 50, 40), 0, 'never by age alone');
});

test('rows that jobs have not taken yet are kept, however old', async (t) => {
  let clock = 1_000_000;
  const now = () => clock;
  const { toy, options, close } = await openKept(t, { now, jobsCursor: () => 3 });
  for (let i = 0; i < 6; i++) await toy.send('toy.post/1', { text: `${i}` });
  clock += 60_000;
  await retainOnce(options);
  assert.deepEqual(
    toy.db
      .prepare<{ seq: number }>('SELECT seq FROM effect')
      .all()
      .map(({ seq }) => seq),
    [4, 5, 6],
  );
  assert.equal(await toy.house.log.firstSeq(), 4);
  await close();
});

test('pruning goes in pieces of at most 500 rows until nothing old is left, and does not repeat itself for ever', async (t) => {
  let clock = 1_000_000;
  const now = () => clock;
  const { toy, options, close } = await openKept(t, { now });
  const ids = await Promise.all(
    Array.from({ length: 700 }, (_, i) => toy.send('toy.post/1', { text: `${i}` })),
  );
  for (const { id } of ids.slice(0, 20)) await toy.send('toy.edit/1', { id, text: 'edited' });
  clock += 60_000;
  const before = toy.house.keeper.seq();
  await retainOnce(options);
  const prunes = toy.house.keeper.seq() - before;
  assert.equal(prunes, 5, '700 events, 700 effects, 720 outcomes and 20 wordings in five pieces');
  assert.equal(rowsOf(toy, 'event') + rowsOf(toy, 'effect'), 0);
  assert.equal(rowsOf(toy, 'command_outcome'), prunes);
  assert.equal(rowsOf(toy, "status_edit WHERE html <> '' OR replaced_at IS NOT NULL"), 0);
  assert.equal(rowsOf(toy, 'status_edit'), 20);
  clock += 60_000;
  await retainOnce(options);
  assert.equal(toy.house.keeper.seq(), before + prunes, 'a quiet house is left alone');
  await close();
});

test('a quiet house gets no new snapshots; a busy one keeps those of half the retention', async (t) => {
  let clock = 1_000_000;
  const now = () => clock;
  const { toy, options, close } = await openKept(t, { now, retentionMs: () => 8_000 });
  const seqs = () => listSnapshots(toy.paths.snapshots).map(({ seq }) => seq);
  const round = async (posts: number) => {
    for (let i = 0; i < posts; i++) await toy.send('toy.post/1', { text: 'x' });
    clock += 1_000;
    await retainOnce(options);
  };
  await round(0);
  assert.deepEqual(seqs(), [], 'nothing has happened');
  await round(1);
  assert.deepEqual(seqs(), [1]);
  await round(1);
  assert.deepEqual(seqs(), [1], 'the last one is young');
  await round(1);
  assert.deepEqual(seqs(), [1, 3]);
  for (let i = 0; i < 3; i++) await round(0);
  assert.deepEqual(seqs(), [3], 'the old one is gone, the newest stays');
  await close();
});

test('a snapshot without room on the disk, or given up, leaves nothing behind', async (t) => {
  const { toy, close } = await openKept(t);
  await toy.send('toy.post/1', { text: 'x' });
  const giveUp = AbortSignal.abort();
  await assert.rejects(takeSnapshot(toy.paths.view, toy.paths.snapshots, toy.house.log, giveUp), /given up/);
  await assert.rejects(takeSnapshot('/proc/nothing', toy.paths.snapshots, toy.house.log));
  assert.deepEqual(readdirSync(toy.paths.snapshots), []);
  writeFileSync(join(toy.paths.snapshots, 'unfinished-of-a-crash.db'), 'half');
  await takeSnapshot(toy.paths.view, toy.paths.snapshots, toy.house.log);
  assert.deepEqual(readdirSync(toy.paths.snapshots), ['view-0000000000000001.db']);
  await close();
});

test('what was set aside goes when the retention ends', async (t) => {
  const { folder, toy, options, close } = await openKept(t);
  const other = join(folder, 'other.db');
  for (const name of ['other.db', 'other.db-wal']) writeFileSync(join(folder, name), 'old');
  setAside(other);
  const paths = { ...toy.paths, view: other };
  const names = () =>
    readdirSync(folder)
      .filter((name) => name.includes('set-aside'))
      .sort();
  assert.deepEqual(names(), ['other.db.set-aside-1', 'other.db.set-aside-1-wal']);
  dropSetAside(paths.view, Date.now() - 5_000);
  assert.equal(names().length, 2);
  dropSetAside(paths.view, Date.now() + 5_000);
  assert.deepEqual(names(), []);
  await retainOnce(options);
  await close();
});

test('the WAL is written into the database all the time, and emptied when asked', async (t) => {
  const { toy, options, close } = await openKept(t);
  const before = statSync(toy.paths.log).size;
  for (let i = 0; i < 50; i++) await toy.send('toy.post/1', { text: 'x'.repeat(5_000) });
  while (statSync(toy.paths.log).size < before + 250_000)
    await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(statSync(`${toy.paths.log}-wal`).size > 0);
  assert.equal(await options.checkpoints.truncate(), true);
  assert.equal(statSync(`${toy.paths.log}-wal`).size, 0);
  assert.equal(statSync(`${toy.paths.view}-wal`).size, 0);
  await close();
});
