import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase, transaction } from '#log/sqlite.ts';
import { passiveCheckpoint, truncateWal } from '#view/checkpoint.ts';
import { remains, wipeUnused } from '#view/wipe.ts';
import { scratch } from './toy.ts';

const PRAGMAS = [
  'journal_mode = WAL',
  'secure_delete = ON',
  'wal_autocheckpoint = 0',
  'synchronous = NORMAL',
];

/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A table that rows are put into, changed and taken from at random places, so that SQLite keeps moving rows. */
function openChurned(path: string) {
  const db = openDatabase(path, { pragmas: PRAGMAS });
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const put = db.prepare('INSERT OR REPLACE INTO t VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM t WHERE id = ?');
  const roll = dice(7);
  const live = new Map<number, string>();
  const seen: number[] = [];
  const gone: string[] = [];
  let words = 0;

  function step() {
    const id =
      roll() < 0.6 || seen.length === 0 ? Math.floor(roll() * 1e9) : seen[Math.floor(roll() * seen.length)]!;
    seen.push(id);
    const before = live.get(id);
    if (before !== undefined) gone.push(before);
    if (before !== undefined && roll() < 0.6) {
      remove.run(id);
      live.delete(id);
      return;
    }
    const word = `word${words++}-`;
    put.run(id, word + 'x'.repeat(roll() * 300));
    live.set(id, word);
  }

  return {
    db,
    live,
    gone,
    churn(steps: number) {
      for (let i = 0; i < steps; i += 50) {
        transaction(db, () => {
          for (let j = 0; j < 50; j++) step();
        });
      }
    },
    remembered: () => {
      const found = new Set(readFileSync(path, 'latin1').match(/word\d+-/g));
      return gone.filter((word) => found.has(word));
    },
  };
}

test('texts that SQLite left behind in unused parts of pages are overwritten, and nothing else is', async (t) => {
  const path = join(scratch(t), 'churned.db');
  const { db, live, churn, remembered } = openChurned(path);
  const checkpointer = openDatabase(path, { pragmas: PRAGMAS });
  for (let round = 0; round < 3; round++) {
    churn(8_000);
    assert.equal(await wipeUnused(checkpointer), true);
    assert.equal(truncateWal(checkpointer), true);
    assert.deepEqual(remembered(), [], 'what secure_delete forgot is gone');
  }
  assert.equal(
    db.prepare<{ integrity_check: string }>('PRAGMA integrity_check').get()!.integrity_check,
    'ok',
  );
  const rows = db.prepare<{ id: number; text: string }>('SELECT id, text FROM t').all();
  assert.deepEqual(
    new Map(rows.map(({ id, text }) => [id, text.slice(0, text.indexOf('-') + 1)])),
    live,
    'every row is still there',
  );
  checkpointer.close();
  db.close();
});

test('without it, deleted texts do stay behind: should SQLite mend that, this file can go', (t) => {
  const path = join(scratch(t), 'churned.db');
  const { db, churn, remembered } = openChurned(path);
  churn(24_000);
  assert.equal(truncateWal(db), true);
  assert.notEqual(remembered().length, 0);
  db.close();
});

test('a writer does not bring back from its memory what was wiped', async (t) => {
  const path = join(scratch(t), 'churned.db');
  const { db, churn, gone, remembered } = openChurned(path);
  const checkpointer = openDatabase(path, { pragmas: PRAGMAS });
  churn(20_000);
  assert.equal(passiveCheckpoint(checkpointer).whole, true);
  const before = gone.length;
  assert.equal(await wipeUnused(checkpointer), true);
  db.exec("UPDATE t SET text = replace(text, 'x', 'z')");
  assert.equal(truncateWal(checkpointer), true);
  assert.equal(gone.length, before);
  assert.deepEqual(remembered(), []);
  checkpointer.close();
  db.close();
});

test('nothing is wiped while a reader stands on an older state', async (t) => {
  const path = join(scratch(t), 'churned.db');
  const { db, churn } = openChurned(path);
  const checkpointer = openDatabase(path, { pragmas: PRAGMAS });
  churn(8_000);
  truncateWal(checkpointer);
  const reader = openDatabase(path, { readOnly: true });
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM t').get();
  churn(8_000);
  assert.equal(await wipeUnused(checkpointer), false);
  reader.exec('COMMIT');
  assert.equal(await wipeUnused(checkpointer), true);
  for (const one of [reader, checkpointer, db]) one.close();
});

test('a page that does not look like a page of rows is left alone', () => {
  const page = Buffer.alloc(4_096, 1);
  assert.equal(remains(page), undefined, 'not a kind of page');
  page[0] = 13;
  page.writeUInt16BE(2, 3);
  page.writeUInt16BE(4_000, 5);
  assert.deepEqual(remains(page), { from: 12, to: 4_000 });
  page.writeUInt16BE(4_097, 5);
  assert.equal(remains(page), undefined, 'rows beyond the end');
  page.writeUInt16BE(4_000, 5);
  page.fill(0, 12, 4_000);
  assert.equal(remains(page), undefined, 'clean');
});
