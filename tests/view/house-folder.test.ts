import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '#log/sqlite.ts';
import { openReader } from '#view/reader.ts';
import { distrust } from '#view/set-aside.ts';
import { listSnapshots, takeSnapshot } from '#view/snapshots.ts';
import { crashCopy, loseView, openToy, pathsIn, scratch, type Toy } from './toy.ts';

const texts = (toy: Toy) => toy.posts().map((post) => post.text);

async function write(
  folder: string,
  words: readonly string[],
  after?: (toy: Toy) => Promise<void>,
): Promise<void> {
  const toy = await openToy(folder);
  for (const text of words) await toy.send('toy.post/1', { text });
  await after?.(toy);
  await toy.close();
}

/** Opens, looks at what is there, and says what was reported. */
async function look(folder: string) {
  const toy = await openToy(folder);
  const found = { texts: texts(toy), reports: toy.reports };
  await toy.send('toy.post/1', { text: 'new' });
  await toy.close();
  return { ...found, setAside: readdirSync(folder).filter((name) => name.includes('set-aside')) };
}

const snapshot = (toy: Toy) =>
  takeSnapshot(toy.paths.view, toy.paths.snapshots, toy.house.log).then(() => {});

function edit(path: string, sql: string): void {
  const db = openDatabase(path);
  db.exec(sql);
  db.close();
}

test('an empty folder becomes an empty house, without ado', async (t) => {
  const found = await look(scratch(t));
  assert.deepEqual(found, { texts: [], reports: [], setAside: [] });
});

test('a view that lags is caught up, even if it is lost altogether', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a', 'b']);
  cpSync(join(folder, 'view.db'), join(folder, 'old.db'));
  await write(folder, ['c']);
  cpSync(join(folder, 'old.db'), join(folder, 'view.db'));
  assert.deepEqual((await look(folder)).texts, ['a', 'b', 'c']);
  loseView(folder);
  const found = await look(folder);
  assert.deepEqual(found.texts, ['a', 'b', 'c', 'new']);
  assert.deepEqual(found.setAside, []);
});

test('after a crash both files are read from their WALs', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  for (const text of ['a', 'b', 'c']) await toy.send('toy.post/1', { text });
  const copy = crashCopy(folder, join(scratch(t), 'copy'));
  await toy.close();
  assert.deepEqual((await look(copy)).texts, ['a', 'b', 'c']);
});

test('a view ahead of the log is set aside and rebuilt', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a', 'b']);
  cpSync(join(folder, 'log.db'), join(folder, 'log.old'));
  await write(folder, ['c']);
  cpSync(join(folder, 'log.old'), join(folder, 'log.db'));
  const found = await look(folder);
  assert.deepEqual(found.texts, ['a', 'b']);
  assert.match(found.reports[0]!, /the view is rebuilt: the view is at 3, ahead of the log's 2/);
  assert.deepEqual(found.setAside, ['view.db.set-aside-1']);
  const aside = openDatabase(join(folder, 'view.db.set-aside-1'), { readOnly: true });
  assert.equal(aside.prepare<{ n: number }>('SELECT count(*) AS n FROM status').get()!.n, 3);
  aside.close();
});

test('a view ahead of the log is detected at every prefix of the log, and never beyond', async (t) => {
  const folder = scratch(t);
  await write(folder, []);
  cpSync(join(folder, 'log.db'), join(folder, 'log.start'));
  const toy = await openToy(folder);
  for (const text of ['a', 'b', 'c', 'd']) await toy.send('toy.post/1', { text });
  const wal = readFileSync(join(folder, 'log.db-wal'));
  const view = crashCopy(folder, join(scratch(t), 'copy'));
  await toy.close();
  for (let frames = 0; frames <= wal.length; frames += 4_120) {
    const cut = join(scratch(t), 'cut');
    mkdirSync(cut);
    cpSync(join(folder, 'log.start'), join(cut, 'log.db'));
    writeFileSync(join(cut, 'log.db-wal'), wal.subarray(0, 32 + frames));
    for (const name of ['view.db', 'view.db-wal']) cpSync(join(view, name), join(cut, name));
    const found = await look(cut);
    assert.deepEqual(found.texts, ['a', 'b', 'c', 'd'].slice(0, found.texts.length));
    assert.equal(found.reports.length, found.texts.length < 4 ? 1 : 0);
  }
});

test('a view of another log, or of another history, is set aside and rebuilt', async (t) => {
  const [folder, other] = [scratch(t), scratch(t)];
  await write(folder, ['a', 'b']);
  await write(other, ['x', 'y']);
  cpSync(join(other, 'view.db'), join(folder, 'view.db'));
  const foreign = await look(folder);
  assert.deepEqual(foreign.texts, ['a', 'b']);
  assert.match(foreign.reports[0]!, /made from another log/);
  edit(join(folder, 'view.db'), `UPDATE position SET hash = printf('%064d', 7)`);
  const second = await look(folder);
  assert.match(second.reports[0]!, /different histories/);
  assert.deepEqual(second.setAside, ['view.db.set-aside-1', 'view.db.set-aside-2']);
});

test('a view of a newer schema, a damaged one and one marked as damaged are rebuilt', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a']);
  edit(join(folder, 'view.db'), 'PRAGMA user_version = 9999');
  assert.match((await look(folder)).reports[0]!, /schema 9999/);
  writeFileSync(
    join(folder, 'view.db'),
    'this is not a database, and long enough to be taken for one'.repeat(99),
  );
  assert.match((await look(folder)).reports[0]!, /not a database/);
  distrust(join(folder, 'view.db'));
  const found = await look(folder);
  assert.match(found.reports[0]!, /found damaged/);
  assert.deepEqual(found.texts, ['a', 'new', 'new']);
  assert.deepEqual((await look(folder)).reports, [], 'the mark is gone');
});

test('a crash while a view is set aside does not leave half of one in use', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  for (const text of ['a', 'b']) await toy.send('toy.post/1', { text });
  const copy = crashCopy(folder, join(scratch(t), 'copy'));
  await toy.close();
  distrust(join(copy, 'view.db'));
  rmSync(join(copy, 'view.db-wal'));
  const found = await look(copy);
  assert.deepEqual(found.texts, ['a', 'b']);
  assert.match(found.reports[0]!, /found damaged/);
});

test('what a crash left of a rebuild is begun anew; until it is whole the old view stays', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a', 'b'], snapshot);
  for (const suffix of ['', '-wal', '-shm']) writeFileSync(join(folder, `view.db.next${suffix}`), 'half');
  edit(join(folder, 'view.db'), 'PRAGMA user_version = 9999');
  await write(folder, []);
  assert.deepEqual((await look(folder)).texts, ['a', 'b']);
  edit(join(folder, 'view.db'), 'PRAGMA user_version = 9999');
  edit(join(folder, 'log.db'), `UPDATE entry SET kind = 'toy.future/1' WHERE seq = 3`);
  await assert.rejects(openToy(folder), { name: 'UnknownCommand' });
  const kept = readdirSync(folder).filter((name) => name.includes('set-aside'));
  assert.deepEqual(kept, ['view.db.set-aside-1'], 'the one that cannot be replaced was not set aside');
});

test('a rebuild begins at the newest snapshot that fits and is whole', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a'], snapshot);
  await write(folder, ['b'], snapshot);
  await write(folder, ['c'], snapshot);
  const [one, two, three] = listSnapshots(join(folder, 'snapshots'));
  assert.deepEqual([one!.seq, two!.seq, three!.seq], [1, 2, 3]);
  await write(folder, ['d'], (toy) => toy.house.log.truncate(1));
  edit(three!.path, `UPDATE position SET hash = printf('%064d', 7)`);
  edit(two!.path, `UPDATE status SET text = 'from the second snapshot' WHERE text = 'b'`);
  loseView(folder);
  assert.deepEqual((await look(folder)).texts, ['a', 'from the second snapshot', 'c', 'd']);
  const bytes = readFileSync(two!.path);
  writeFileSync(two!.path, Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 7)]));
  loseView(folder);
  assert.deepEqual((await look(folder)).texts, ['a', 'b', 'c', 'd', 'new'], 'a damaged one is passed over');
});

test('when the log is cut off and no snapshot fits, nothing is touched and the start is refused', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a', 'b', 'c'], (toy) => toy.house.log.truncate(2));
  edit(join(folder, 'view.db'), 'UPDATE position SET seq = 1');
  await assert.rejects(openToy(folder), { name: 'BrokenHouse' });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes('set-aside')),
    [],
  );
  loseView(folder);
  await assert.rejects(openToy(folder), { name: 'BrokenHouse' });
});

test('a truncated log still proves that the view belongs to it', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a', 'b']);
  const old = join(scratch(t), 'view.db');
  cpSync(join(folder, 'view.db'), old);
  await write(folder, ['c'], (toy) => toy.house.log.truncate(2));
  cpSync(old, join(folder, 'view.db'));
  assert.deepEqual((await look(folder)).reports, []);
  cpSync(old, join(folder, 'view.db'));
  edit(join(folder, 'view.db'), `UPDATE position SET hash = printf('%064d', 7)`);
  await assert.rejects(openToy(folder), { name: 'BrokenHouse' });
});

test('a view without a log is not taken for a new house', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a']);
  rmSync(join(folder, 'log.db'));
  await assert.rejects(openToy(folder), { name: 'BrokenHouse' });
  assert.equal(existsSync(join(folder, 'log.db')), false);
});

test('a reader notices that another view has been put in place of its own', async (t) => {
  const folder = scratch(t);
  await write(folder, ['a']);
  const reader = openReader(pathsIn(folder).view);
  assert.equal(reader.isCurrent(), true);
  distrust(pathsIn(folder).view);
  await look(folder);
  assert.equal(reader.isCurrent(), false);
  reader.close();
});
