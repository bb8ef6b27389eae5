import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { openDatabase } from '#log/sqlite.ts';
import { takeSnapshot } from '#view/snapshots.ts';
import { verifyLog } from '#view/verify.ts';
import { openToy, pathsIn, scratch, type Toy, toyRegistry } from './toy.ts';

async function lively(folder: string): Promise<Toy> {
  const toy = await openToy(folder);
  const { id } = await toy.send('toy.post/1', { text: 'a' });
  await toy.send('toy.edit/1', { id, text: 'b' });
  await toy.send('toy.tag/1', { text: 'tag' });
  for (const kind of ['toy.fail/1', 'toy.refuse/1']) await toy.send(kind, { text: 'x' }).catch(() => {});
  await toy.send('toy.post/1', { text: 'c' });
  return toy;
}

const verify = (folder: string) => verifyLog({ paths: pathsIn(folder), registry: toyRegistry });

test('a sound house is found sound beside its running server, and nothing is left behind', async (t) => {
  const folder = scratch(t);
  const toy = await lively(folder);
  const found = await verify(folder);
  assert.deepEqual(found, { from: 0, upTo: 7, broken: [], failed: [], differences: [] });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('verify')),
    [],
  );
  await toy.send('toy.post/1', { text: 'and on it goes' });
  await toy.close();
});

test('the replay begins at the oldest snapshot, so a truncated log can be verified', async (t) => {
  const folder = scratch(t);
  const toy = await lively(folder);
  await takeSnapshot(toy.paths.view, toy.paths.snapshots, toy.house.log);
  await toy.send('toy.post/1', { text: 'd' });
  await takeSnapshot(toy.paths.view, toy.paths.snapshots, toy.house.log);
  await toy.send('toy.post/1', { text: 'e' });
  await toy.house.log.truncate(6);
  const { from, upTo, differences } = await verify(folder);
  assert.deepEqual({ from, upTo, differences }, { from: 7, upTo: 9, differences: [] });
  await toy.close();
});

function tamper(path: string, sql: string): void {
  const db = openDatabase(path);
  db.exec(sql);
  db.close();
}

test('a row that no command wrote, one that is missing and one that was changed are found', async (t) => {
  const folder = scratch(t);
  await (await lively(folder)).close();
  const { view } = pathsIn(folder);
  tamper(view, `INSERT INTO account_note VALUES (1, 2, 'smuggled in')`);
  tamper(view, `DELETE FROM tag`);
  tamper(view, `UPDATE status SET text = 'never said' WHERE text = 'c'`);
  const { differences } = await verify(folder);
  const found = new Map(differences.map((one) => [one.table, [one.onlyFirst.length, one.onlySecond.length]]));
  assert.deepEqual([...found].sort(), [
    ['account_note', [1, 0]],
    ['status', [1, 1]],
    ['tag', [0, 1]],
  ]);
  assert.match(differences.find(({ table }) => table === 'status')!.onlyFirst[0]!, /never said/);
});

test('an index that is missing is found', async (t) => {
  const folder = scratch(t);
  await (await lively(folder)).close();
  tamper(pathsIn(folder).view, 'DROP INDEX status_conversation');
  const { differences } = await verify(folder);
  assert.deepEqual(
    differences.map(({ table }) => table),
    ['sqlite_schema'],
  );
});

test('an entry that was changed in the log is found by its hash', async (t) => {
  const folder = scratch(t);
  await (await lively(folder)).close();
  tamper(pathsIn(folder).log, `UPDATE entry SET body = '{"text":"forged"}' WHERE seq = 3`);
  const { broken, differences } = await verify(folder);
  assert.deepEqual(broken, [3]);
  assert.equal(differences[0]!.table, 'tag');
});

test('an entry that fails in the replay and was not withdrawn is found', async (t) => {
  const folder = scratch(t);
  await (await lively(folder)).close();
  tamper(pathsIn(folder).log, `UPDATE entry SET body = '{"seq":99}' WHERE kind = 'skip/1'`);
  const { broken, failed } = await verify(folder);
  assert.deepEqual(broken, [5]);
  assert.deepEqual(failed, [{ seq: 4, error: 'Error: broken' }]);
});

test('a hole in the log is not passed over', async (t) => {
  const folder = scratch(t);
  await (await lively(folder)).close();
  tamper(pathsIn(folder).log, 'DELETE FROM entry WHERE seq = 5');
  await assert.rejects(verify(folder), /the log has no entry 5/);
});
