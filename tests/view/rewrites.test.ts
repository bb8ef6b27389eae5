import assert from 'node:assert/strict';
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openLocalLog } from '#log/local.ts';
import { type Db, openDatabase } from '#log/sqlite.ts';
import { type AnyCommand, defineCommand, type Registry } from '#view/command.ts';
import { compareViews } from '#view/compare.ts';
import { runPass } from '#view/generations/pass.ts';
import { prepareGeneration } from '#view/generations/prepare.ts';
import { openHouseFolder } from '#view/house-folder.ts';
import { openKeeper } from '#view/keeper.ts';
import { migrate, schemaOf } from '#view/migrate.ts';
import { migrations } from '#view/migrations/index.ts';
import { openReader } from '#view/reader.ts';
import type { Migration, Rewrite } from '#view/rewrite.ts';
import { deliver, openToy, pathsIn, posted, scratch, type Toy, toyRegistry } from './toy.ts';

/** What a later version might do: a column that every status gets, another one reworded, and an index. */
const LENGTHS: Rewrite = {
  before: 'ALTER TABLE status ADD COLUMN length INTEGER NOT NULL DEFAULT 0',
  rows: {
    status: { length: 'length(text)', text: "upper(text) || '!'" },
    tag: { name: "name || ' (' || id || ')'" },
  },
  after: 'CREATE INDEX status_length ON status (length); DROP INDEX status_reply',
};
const SEEN = "UPDATE status SET spoiler = 'seen'";
const STEPS: readonly Migration[] = [...migrations, LENGTHS, SEEN];

type Text = { readonly text: string };

/** The toy's commands as the version that knows the new column has them. */
const post = defineCommand('toy.post/1', (ctx, { text }: Text) => {
  const id = ctx.timedId();
  ctx.db
    .prepare(
      `INSERT INTO status (id, account_id, visibility, conversation_id, text, length, spoiler, created_at, received_at)
       VALUES (?1, 1, 0, ?1, upper(?2) || '!', length(?2), 'seen', ?3, ?3)`,
    )
    .run(id, text, ctx.at);
  ctx.emit(posted, { id });
  ctx.effect(deliver, { id });
  return { id };
});
const tag = defineCommand('toy.tag/1', (ctx, { text }: Text) => {
  const id = ctx.randomId();
  ctx.db.prepare('INSERT INTO tag (id, key, name) VALUES (?, ?, ?)').run(id, text, `${text} (${id})`);
  return { id };
});
const LATER: readonly AnyCommand[] = [post, tag];
const later: Registry = {
  commands: new Map([...toyRegistry.commands.values(), ...LATER].map((command) => [command.kind, command])),
  reactions: toyRegistry.reactions,
};

function fill(toy: Toy, from: number, count: number) {
  const one = (n: number) =>
    n % 5 === 0 ? toy.send('toy.tag/1', { text: `tag ${n}` }) : toy.send('toy.post/1', { text: `post ${n}` });
  return Promise.all(Array.from({ length: count }, (_, i) => one(from + i)));
}

async function filled(t: TestContext, count: number): Promise<Toy> {
  const toy = await openToy(scratch(t));
  for (let n = 0; n < count; n += 250) await fill(toy, n, 250);
  return toy;
}

function compare(one: string, other: string) {
  const [a, b] = [openDatabase(one), openDatabase(other)];
  const found = compareViews(a, b);
  const versions = [schemaOf(a), schemaOf(b)];
  a.close();
  b.close();
  return { found, versions };
}

function whole(db: Db): void {
  assert.deepEqual(
    db
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => Object.values(row as object)[0]),
    ['ok'],
  );
}

test('a rewrite comes to the same in place and while a generation is written', async (t) => {
  const toy = await filled(t, 2_000);
  await toy.close();
  const [inPlace, anew] = ['in-place.db', 'anew.db'].map((name) =>
    join(pathsIn(scratch(t)).view, '..', name),
  );
  cpSync(toy.paths.view, inPlace!);
  const db = openDatabase(inPlace!);
  migrate(db, [...migrations, LENGTHS]);
  db.close();
  await runPass({ from: toy.paths.view, to: anew!, rewrite: LENGTHS, share: 1 }, () => {});
  const made = openDatabase(anew!);
  whole(made);
  assert.equal(made.prepare<{ n: number }>('SELECT max(length) AS n FROM status').get()!.n, 9);
  made.close();
  const version = migrations.length + 1;
  assert.deepEqual(compare(inPlace!, anew!), { found: [], versions: [version, version] });
});

test('keys of every kind are copied in full: rowids, names, pairs, and tables without rows', async (t) => {
  const [from, to] = ['from.db', 'to.db'].map((name) => join(scratch(t), name));
  const db = openDatabase(from!, { pragmas: ['journal_mode = WAL'] });
  db.exec(`CREATE TABLE empty (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE loose (word TEXT) STRICT; CREATE TABLE "odd name" ("a ""b""" TEXT PRIMARY KEY, x BLOB) STRICT, WITHOUT ROWID;
    CREATE TABLE pair (word TEXT, n INTEGER, PRIMARY KEY (n, word)) STRICT, WITHOUT ROWID;
    CREATE TABLE named (word TEXT PRIMARY KEY, n REAL) STRICT;
    WITH RECURSIVE c (n) AS (SELECT -700 UNION ALL SELECT n + 1 FROM c WHERE n < 1300)
      INSERT INTO pair SELECT char(1000 + n % 7 + 7) || n, n / 3 FROM c;
    INSERT INTO loose (rowid, word) SELECT n * 3, word FROM pair WHERE true GROUP BY n;
    INSERT INTO "odd name" SELECT word, x'00ff' FROM pair; INSERT INTO named SELECT word, n / 2.0 FROM pair;
    DELETE FROM named WHERE n = 0.5; CREATE INDEX odd ON "odd name" (x) WHERE x IS NOT NULL`);
  await runPass({ from: from!, to: to!, share: 1 }, () => {});
  const made = openDatabase(to!);
  whole(made);
  const rowids = (one: Db) => one.prepare('SELECT rowid, word FROM loose ORDER BY rowid').all();
  assert.deepEqual(rowids(made), rowids(db));
  for (const one of [made, db]) one.close();
  assert.deepEqual(compare(from!, to!).found, []);
});

test('who takes over with a newer schema has the next view ready: posting goes on, and it equals a replay', async (t) => {
  const toy = await filled(t, 1_500);
  const { paths } = toy;
  const reader = openReader(paths.view);
  let going = true;
  let n = 10_000;
  const posting = (async () => {
    for (; going; n += 4) await fill(toy, n, 4);
  })();
  const reports: string[] = [];
  const report = (what: string, error?: unknown) => void reports.push(`${what} ${String(error)}`);
  const options = { paths, registry: later, steps: STEPS };
  const behind: number[] = [];
  const prepared = await prepareGeneration({
    ...options,
    reserveBytes: 0,
    share: 0.5,
    onProgress: (far) => void ('behind' in far && behind.push(far.behind)),
    report,
  });
  going = false;
  await posting;
  await toy.close();
  assert.ok(behind.length > 0);
  const house = await openHouseFolder({ ...options, report, prepared });
  assert.deepEqual(reports, []);
  assert.equal(schemaOf(house.keeper.db), STEPS.length);
  assert.equal(house.keeper.db.path, paths.view);
  reader.takeEvents();
  assert.equal(reader.isRetired(), true, 'those who read the former are told');
  reader.close();
  await house.close();
  const replayed = join(scratch(t), 'replayed.db');
  const log = openLocalLog(paths.log);
  const keeper = await openKeeper(replayed, log, later, STEPS);
  await keeper.catchUp();
  keeper.db.close();
  await log.close();
  assert.deepEqual(compare(paths.view, replayed).found, []);
});

test('a house that starts with a newer schema and no room for a copy is refused, and the old view stays', async (t) => {
  const toy = await filled(t, 250);
  await toy.close();
  const options = {
    paths: toy.paths,
    registry: later,
    steps: STEPS,
    share: 1,
    onProgress: () => {},
    report: () => {},
  };
  await assert.rejects(prepareGeneration({ ...options, reserveBytes: Number.MAX_SAFE_INTEGER }), /no room/);
  assert.deepEqual(
    readdirSync(join(toy.paths.view, '..')).filter((name) => name.includes('generation')),
    [],
  );
  assert.equal(
    await prepareGeneration({ ...options, reserveBytes: 0, steps: migrations }),
    undefined,
    'nothing to rewrite',
  );
  writeFileSync(toy.paths.view, 'not a database, and long enough to be taken for one'.repeat(99));
  assert.equal(await prepareGeneration({ ...options, reserveBytes: 0 }), undefined, 'it is to be rebuilt');
});

test('a prepared view that turns out to be useless is left aside, and the view is migrated where it is', async (t) => {
  const toy = await filled(t, 250);
  await toy.close();
  const other = await filled(t, 250);
  const prepared = `${toy.paths.view}.generation-4`;
  cpSync(other.paths.view, prepared);
  await other.close();
  const reports: string[] = [];
  const house = await openHouseFolder({
    paths: toy.paths,
    registry: later,
    steps: STEPS,
    report: (what) => void reports.push(what),
    prepared,
  });
  assert.deepEqual(reports, ['the prepared view cannot be used']);
  assert.equal(schemaOf(house.keeper.db), STEPS.length);
  assert.equal(house.keeper.db.prepare<{ n: number }>('SELECT count(*) AS n FROM status').get()!.n, 200);
  await house.close();
});
