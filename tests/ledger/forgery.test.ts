import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { growingTree, hashLeaf, type Tree } from '#rooms/ledger/rules/merkle.ts';
import { continues, includes } from '#rooms/ledger/rules/proofs.ts';
import { bundle, hashesOf, tilePath, tilesBetween } from '#rooms/ledger/rules/tiles.ts';
import { contradicts, verifyLedger } from '#rooms/ledger/rules/verify.ts';

/** Whatever somebody with the key does to what was published, a head from before tells it. */

const LEAVES_MOST = 70;

function treeOf(leaves: readonly string[]): Tree {
  const tree = growingTree();
  for (const leaf of leaves) tree.append(hashLeaf(leaf));
  return tree;
}

function headOf(leaves: readonly string[]) {
  return { origin: 'x', size: leaves.length, root: treeOf(leaves).root(leaves.length) };
}

/** The files of a ledger, by path. */
function filesOf(leaves: readonly string[]): Map<string, Buffer> {
  const tree = treeOf(leaves);
  const files = tilesBetween(0, leaves.length).map((tile): [string, Buffer] => [
    tilePath(tile),
    tile.level === 'entries'
      ? bundle(leaves.slice(tile.index * 256, tile.index * 256 + tile.width))
      : hashesOf(tree, tile.level, tile),
  ]);
  return new Map(files);
}

type Forgery = (leaves: readonly string[], at: number, other: number) => readonly string[];
const FORGERIES: Readonly<Record<string, Forgery>> = {
  change: (leaves, at) => leaves.with(at, 'forged'),
  drop: (leaves, at) => leaves.toSpliced(at, 1),
  'late insert': (leaves, at) => leaves.toSpliced(at, 0, 'forged'),
  swap: (leaves, at, other) => leaves.with(at, leaves[other]!).with(other, leaves[at]!),
  rollback: (leaves, at) => leaves.slice(0, at),
  fork: (leaves, at) => [...leaves.slice(0, at), ...leaves.slice(at).map((leaf) => `other ${leaf}`)],
  append: (leaves) => [...leaves, 'one more'],
};

const story = fc.integer({ min: 1, max: LEAVES_MOST }).chain((size) =>
  fc.record({
    leaves: fc.uniqueArray(fc.string({ maxLength: 8 }), { minLength: size, maxLength: size }),
    at: fc.nat(size - 1),
    other: fc.nat(size - 1),
    seen: fc.nat(size),
  }),
);

for (const [name, forge] of Object.entries(FORGERIES))
  test(`who has seen an earlier head sees each ${name} before it, and nothing else`, () => {
    fc.assert(
      fc.property(story, ({ leaves, at, other, seen }) => {
        const before = headOf(leaves.slice(0, seen));
        const forged = forge(leaves, at, other);
        const tree = treeOf(forged);
        const isSame = leaves.slice(0, seen).every((leaf, i) => forged[i] === leaf);
        assert.equal(contradicts(tree, before) === undefined, isSame);
        const now = headOf(forged);
        const size = Math.min(seen, forged.length);
        assert.equal(continues(tree.consistency(size, forged.length), before, now), isSame);
      }),
    );
  });

test('files that do not belong to the signed head are found, whichever was forged', () => {
  fc.assert(
    fc.property(story, fc.constantFrom(...Object.values(FORGERIES)), ({ leaves, at, other }, forge) => {
      const forged = forge(leaves, at, other);
      const files = filesOf(forged);
      const { faults } = verifyLedger(headOf(leaves), (path) => files.get(path));
      const isSame = forged.length === leaves.length && forged.every((leaf, i) => leaf === leaves[i]);
      assert.equal(faults.length === 0, isSame);
    }),
  );
});

test('a byte of any tile that is another, or a tile that is missing, is found', () => {
  fc.assert(
    fc.property(
      story,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      ({ leaves }, which, at, bits) => {
        const files = filesOf(leaves);
        const path = [...files.keys()][which % files.size]!;
        const bytes = Buffer.from(files.get(path)!);
        bytes[at % bytes.length]! ^= bits;
        const verdict = (changed: Buffer | undefined) =>
          verifyLedger(headOf(leaves), (asked) => (asked === path ? changed : files.get(asked))).faults;
        assert.deepEqual(verdict(files.get(path)), []);
        assert.notDeepEqual(verdict(bytes), []);
        assert.notDeepEqual(verdict(undefined), []);
      },
    ),
  );
});

test('a proof of inclusion shows nothing else than the entry it was made for', () => {
  fc.assert(
    fc.property(story, ({ leaves, at, other }) => {
      const tree = treeOf(leaves);
      const { size, root } = headOf(leaves);
      const proof = tree.inclusion(at, size);
      assert.ok(includes(proof, at, hashLeaf(leaves[at]!), size, root));
      assert.equal(includes(proof, other, hashLeaf(leaves[at]!), size, root), other === at);
      assert.equal(includes(proof, at, hashLeaf(leaves[other]!), size, root), other === at);
    }),
  );
});
