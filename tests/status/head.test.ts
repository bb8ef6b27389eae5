import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyLedger } from '#rooms/status/copy-ledger.ts';
import { mayFollow } from '#rooms/status/rules/head.ts';

const head = (size: number, root = `root${size}`, origin = 'rooftop.test/ledger') =>
  `${origin}\n${size}\n${root}\n\n— rooftop.test signature\n`;

test('a copied head goes forward only, and never says something else of the same size', () => {
  assert.equal(mayFollow(head(5), undefined), true);
  assert.equal(mayFollow(head(6), head(5)), true);
  assert.equal(mayFollow(head(5), head(5)), true);
  assert.equal(mayFollow(head(4), head(5)), false);
  assert.equal(mayFollow(head(5, 'other'), head(5)), false);
  assert.equal(mayFollow(head(6, 'root6', 'elsewhere.test/ledger'), head(5)), false);
  for (const broken of ['', 'x', 'a\n-1\nb', 'a\n1e3\nb', 'a\n01\nb', '\n1\nroot', 'a\n1\n'])
    assert.equal(mayFollow(broken, undefined), false, JSON.stringify(broken));
});

test('after a restore from an old backup the copy keeps the newer head, which shows what is missing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'rooftop-copy-'));
  const [from, to] = [join(root, 'from'), join(root, 'to')];
  const put = (path: string, text: string) => {
    mkdirSync(join(from, path, '..'), { recursive: true });
    writeFileSync(join(from, path), text);
  };
  const copied = (path: string) => readFileSync(join(to, path), 'utf8');
  put('tile/0/000.p/2', 'two');
  put('checkpoint', head(2));
  put('refused', 'why');
  assert.equal(await copyLedger(from, to, undefined), head(2));
  assert.equal(copied('tile/0/000.p/2'), 'two');
  assert.throws(() => copied('refused'), 'what is not public stays where it is');
  put('checkpoint', head(1));
  put('tile/0/000.p/2', 'fork');
  assert.equal(await copyLedger(from, to, head(2)), head(1));
  assert.deepEqual([copied('checkpoint'), copied('tile/0/000.p/2')], [head(2), 'two']);
  rmSync(root, { recursive: true });
});

test('narrow tiles go from the copy when the whole one is there, and no others do', async () => {
  const root = mkdtempSync(join(tmpdir(), 'rooftop-copy-'));
  const [from, to] = [join(root, 'from'), join(root, 'to')];
  for (const path of ['tile/0/000.p/255', 'tile/1/000.p/1']) {
    mkdirSync(join(from, path, '..'), { recursive: true });
    writeFileSync(join(from, path), path);
  }
  writeFileSync(join(from, 'checkpoint'), head(255));
  await copyLedger(from, to, undefined);
  assert.ok(existsSync(join(to, 'tile/0/000.p/255')));
  writeFileSync(join(from, 'tile/0/000'), 'whole');
  writeFileSync(join(from, 'checkpoint'), head(257));
  await copyLedger(from, to, head(255));
  const there = ['tile/0/000.p', 'tile/0/000', 'tile/1/000.p/1'].map((path) => existsSync(join(to, path)));
  assert.deepEqual(there, [false, true, true]);
  rmSync(root, { recursive: true });
});
