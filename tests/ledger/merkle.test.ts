import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growingTree, hashLeaf, hashNode } from '#rooms/ledger/rules/merkle.ts';
import { continues, includes } from '#rooms/ledger/rules/proofs.ts';
import { sha256 } from '#values/sha256.ts';

const SIZES = 70;

function treeOf(leaves: readonly string[]) {
  const tree = growingTree();
  for (const leaf of leaves) tree.append(hashLeaf(leaf));
  return tree;
}
const leaves = Array.from({ length: SIZES }, (_, i) => `leaf ${i}`);
const tree = treeOf(leaves);

/** RFC 6962 §2.1 word for word: slow, and without anything kept. */
function naiveRoot(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0]!;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return hashNode(naiveRoot(hashes.slice(0, k)), naiveRoot(hashes.slice(k)));
}

/** Leaves and roots that certificate-transparency tests have shared since RFC 6962. */
const KNOWN_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const KNOWN_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('roots are those of RFC 6962', () => {
  const known = growingTree();
  for (const leaf of KNOWN_LEAVES) known.append(hashLeaf(Buffer.from(leaf, 'hex')));
  assert.deepEqual(
    KNOWN_ROOTS.map((_, size) => known.root(size).toString('hex')),
    KNOWN_ROOTS,
  );
  for (let size = 0; size <= SIZES; size++)
    assert.deepEqual(tree.root(size), naiveRoot(leaves.slice(0, size).map(hashLeaf)), `size ${size}`);
});

test('each leaf is shown to be in each tree that has it, and nothing else is', () => {
  for (let size = 1; size <= SIZES; size++)
    for (let index = 0; index < size; index++) {
      const proof = tree.inclusion(index, size);
      const root = tree.root(size);
      const hash = hashLeaf(leaves[index]!);
      assert.ok(includes(proof, index, hash, size, root), `${index} of ${size}`);
      assert.ok(!includes(proof, index, hashLeaf('other'), size, root));
      assert.ok(!includes(proof, index + 1, hash, size, root), `${index} as ${index + 1} of ${size}`);
      assert.ok(!includes([...proof, hash], index, hash, size, root));
      if (proof.length > 0) assert.ok(!includes(proof.slice(1), index, hash, size, root));
    }
});

test('each tree is shown to begin with each before it, and no fork, change or rollback is', () => {
  for (let size = 1; size <= SIZES; size++)
    for (let old = 0; old <= size; old++) {
      const before = { size: old, root: tree.root(old) };
      const now = { size, root: tree.root(size) };
      const proof = tree.consistency(old, size);
      assert.ok(continues(proof, before, now), `${old} to ${size}`);
      if (old > 0) assert.ok(!continues(proof, { ...before, root: hashLeaf('fork') }, now), 'another past');
      if (old > 0)
        assert.ok(!continues(proof, before, { ...now, root: hashLeaf('fork') }), 'another present');
      if (old < size && old > 0) assert.ok(!continues(proof, now, before), 'a rollback');
      if (proof.length > 0) assert.ok(!continues(proof.slice(1), before, now), 'a part of the proof');
    }
});

test('whoever drops, changes, swaps or slips in an entry cannot show that the old head goes on', () => {
  const old = { size: 40, root: tree.root(40) };
  const tampered: Record<string, readonly string[]> = {
    dropped: leaves.toSpliced(17, 1),
    changed: leaves.with(17, 'another'),
    swapped: leaves.with(17, leaves[18]!).with(18, leaves[17]!),
    'slipped in': leaves.toSpliced(17, 0, 'late'),
    'rolled back': leaves.slice(0, 30),
  };
  for (const [what, entries] of Object.entries(tampered)) {
    const other = treeOf(entries);
    const now = { size: other.size(), root: other.root(other.size()) };
    for (let from = 0; from <= Math.min(40, other.size()); from++)
      assert.ok(!continues(other.consistency(from, other.size()), old, now), `${what}, proof from ${from}`);
  }
});

test('what a tree does not hold is not told', () => {
  for (const ask of [
    () => tree.root(SIZES + 1),
    () => tree.inclusion(5, 5),
    () => tree.consistency(6, 5),
    () => tree.node(9, 0),
  ])
    assert.throws(ask, RangeError);
});
