import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { registry } from '#app/registry.ts';
import { linkAll, ZERO } from '#log/chain.ts';
import { skippedBy } from '#log/local.ts';
import { type Entry, SKIP } from '#log/port.ts';
import { type Db, openDatabase, transaction } from '#log/sqlite.ts';
import { applyAll } from '#view/apply.ts';
import { defineCommand, makeRegistry, type Registry } from '#view/command.ts';
import { compareViews, type Difference } from '#view/compare.ts';
import { migrate, NewerSchema, schemaOf } from '#view/migrate.ts';
import { first } from '#view/migrations/0001-first.ts';
import { migrations } from '#view/migrations/index.ts';
import { positionStore } from '#view/position.ts';
import type { Migration } from '#view/rewrite.ts';
import { nameOf, RECORDED, readRecording, writeRecording } from './recording.ts';
import { scratch } from './toy.ts';

/** A schema and the code that applies to it. */
type Version = { readonly steps: readonly Migration[]; readonly registry: Registry };

/** A view as a version makes it of a log. */
function apply(path: string, { steps, registry }: Version, entries: readonly Entry[], epoch: string): Db {
  const db = openDatabase(path);
  migrate(db, steps);
  const skipped = new Set(entries.filter(({ kind }) => kind === SKIP).map(({ body }) => skippedBy(body)));
  const ids = { last: 0 };
  transaction(db, () => {
    for (const one of applyAll(db, registry, ids, entries, skipped)) if ('fault' in one) throw one.fault;
    const end = entries.at(-1)!;
    db.of(positionStore).put({ epoch, seq: end.seq, hash: end.hash, lastTimedId: ids.last });
  });
  return db;
}

/**
 * How a recorded view, once migrated, differs from what this version makes of the recorded log. A log stays
 * when a schema goes, so apply-then-migrate must come to the same as migrate-then-apply.
 */
function differences(recorded: string, folder: string, now: Version): readonly Difference[] {
  const { sql, entries } = readRecording(recorded);
  const migrated = openDatabase(join(folder, 'migrated.db'));
  migrated.exec(sql);
  migrate(migrated, now.steps);
  const { epoch } = migrated.of(positionStore).get()!;
  const replayed = apply(join(folder, 'replayed.db'), now, entries, epoch);
  const found = compareViews(migrated, replayed);
  replayed.close();
  migrated.close();
  return found;
}

test('there is a recording for every schema but the newest', () => {
  const there = existsSync(RECORDED) ? readdirSync(RECORDED).sort() : [];
  assert.deepEqual(
    there,
    migrations.slice(1).map((_, i) => nameOf(i + 1)),
  );
});

for (const [i] of migrations.slice(1).entries())
  test(`what schema ${i + 1} recorded comes to the same when it is migrated and when its log is replayed`, (t) => {
    const now = { steps: migrations, registry: registry() };
    assert.deepEqual(differences(join(RECORDED, nameOf(i + 1)), scratch(t), now), []);
  });

const FIRST = `${first}; CREATE TABLE word (text TEXT NOT NULL, other BLOB) STRICT`;
const WITH_LENGTH = `ALTER TABLE word ADD COLUMN length INTEGER; UPDATE word SET length = length(text)`;

function version(steps: readonly Migration[], sql: string): Version {
  const word = defineCommand('word/1', (ctx, body: { readonly text: string }) => {
    ctx.db.prepare(sql).run(body.text);
  });
  return { steps, registry: makeRegistry([word], []) };
}

/** A recording of three words, made by a version without their length. */
function recordWords(folder: string): string {
  const words = ['it’s', 'دو', 'x'];
  const drafts = words.map((text) => ({ id: text, kind: 'word/1', body: JSON.stringify({ text }) }));
  const entries = linkAll(ZERO, drafts, 1_000);
  const then = version([FIRST], `INSERT INTO word VALUES (?, x'00ff')`);
  const db = apply(join(folder, 'then.db'), then, entries, 'epoch');
  writeRecording(join(folder, 'recorded'), db, entries);
  db.close();
  return join(folder, 'recorded');
}

test('a migration that does what apply does passes', (t) => {
  const folder = scratch(t);
  const now = version([FIRST, WITH_LENGTH], `INSERT INTO word VALUES (?1, x'00ff', length(?1))`);
  assert.deepEqual(differences(recordWords(folder), folder, now), []);
});

test('a migration that does not do what apply does is caught', (t) => {
  const folder = scratch(t);
  const now = version([FIRST, WITH_LENGTH], `INSERT INTO word VALUES (?1, x'00ff', octet_length(?1))`);
  const [found] = differences(recordWords(folder), folder, now);
  assert.equal(found?.table, 'word');
  assert.equal(found?.onlyFirst.length, 2, 'the words whose bytes are not their letters');
});

test('migrations run once, in order; a view of the future is refused', (t) => {
  const db = openDatabase(join(scratch(t), 'view.db'));
  const steps = ['CREATE TABLE a (x)', 'INSERT INTO a VALUES (1)', 'UPDATE a SET x = x + 1'];
  for (const upTo of [1, 2, 3, 3]) migrate(db, steps.slice(0, upTo));
  assert.equal(schemaOf(db), 3);
  assert.equal(db.prepare<{ x: number }>('SELECT x FROM a').get()!.x, 2);
  assert.throws(() => migrate(db, steps.slice(0, 2)), NewerSchema);
  db.close();
});

test('a migration that fails leaves the view as it was', (t) => {
  const db = openDatabase(join(scratch(t), 'view.db'));
  assert.throws(() => migrate(db, ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE a (x)']));
  assert.equal(schemaOf(db), 1);
  assert.equal(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'b'").get(), undefined);
  db.close();
});
