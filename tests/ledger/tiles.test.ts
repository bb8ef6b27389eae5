import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { growingTree, hashLeaf } from '#rooms/ledger/rules/merkle.ts';
import {
  bundle,
  hashesOf,
  narrowed,
  readBundle,
  type Tile,
  tilePath,
  tilesBetween,
  WIDTH,
} from '#rooms/ledger/rules/tiles.ts';

test('tiles lie where C2SP says', () => {
  const path = (level: Tile['level'], index: number, width = WIDTH) => tilePath({ level, index, width });
  assert.equal(path(0, 1_234_067), 'tile/0/x001/x234/067');
  assert.equal(path('entries', 67, 8), 'tile/entries/067.p/8');
  assert.equal(path(1, 0), 'tile/1/000');
  assert.equal(path(2, 1_000, 255), 'tile/2/x001/000.p/255');
});

/** How many whole tiles a level has, and how wide the last one is when it is not whole. */
function shape(tiles: readonly Tile[], level: Tile['level']): readonly [number, number | undefined] {
  const own = tiles.filter((tile) => tile.level === level);
  const part = own.find(({ width }) => width < WIDTH);
  return [own.length - (part ? 1 : 0), part?.width];
}

test('a tree of 70,000 leaves has the tiles that C2SP counts, one of 256 a whole one and one above it', () => {
  const many = tilesBetween(0, 70_000);
  assert.deepEqual(
    ['entries' as const, 0, 1, 2, 3].map((level) => shape(many, level)),
    [
      [273, 112],
      [273, 112],
      [1, 17],
      [0, 1],
      [0, undefined],
    ],
  );
  assert.deepEqual(tilesBetween(0, 256).map(tilePath), ['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
  assert.deepEqual(tilesBetween(0, 0), []);
});

test('what is written between two sizes, over what was there, is all that the later one needs', () => {
  fc.assert(
    fc.property(fc.nat(140_000), fc.nat(600), (before, more) => {
      const size = before + more;
      const there = new Set([...tilesBetween(0, before), ...tilesBetween(before, size)].map(tilePath));
      assert.ok(tilesBetween(0, size).every((tile) => there.has(tilePath(tile))));
    }),
    { numRuns: 30 },
  );
});

test('a bundle is read as it was written, up to 65,535 bytes an entry', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: WIDTH }), (leaves) => {
      assert.deepEqual(readBundle(bundle(leaves))?.map(String), leaves);
    }),
  );
  const longest = 'x'.repeat(65_535);
  assert.deepEqual(readBundle(bundle([longest]))?.map(String), [longest]);
  assert.throws(() => bundle([`${longest}x`]), RangeError);
});

test('what is no bundle is not read, and nothing is thrown', () => {
  const whole = bundle(['one', 'two']);
  for (let end = 1; end < whole.length; end++)
    assert.ok(end === 5 || readBundle(whole.subarray(0, end)) === undefined, `cut off at ${end}`);
  assert.equal(readBundle(bundle(Array.from({ length: WIDTH + 1 }, () => ''))), undefined, 'too many');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const entries = readBundle(bytes);
      assert.ok(entries === undefined || bundle(entries).equals(bytes));
    }),
  );
});

test('out of a whole tile comes what its narrower form was', () => {
  const leaves = Array.from({ length: WIDTH }, (_, i) => `leaf ${i}`);
  const tree = growingTree();
  for (const leaf of leaves) tree.append(hashLeaf(leaf));
  const whole = { level: 0, index: 0, width: WIDTH };
  for (const width of [1, 2, 100, 255]) {
    const part = { level: 0, index: 0, width };
    const hashes = narrowed(hashesOf(tree, 0, whole), part);
    assert.deepEqual(hashes, hashesOf(tree, 0, part));
    assert.deepEqual(narrowed(bundle(leaves), { ...part, level: 'entries' }), bundle(leaves.slice(0, width)));
  }
});
