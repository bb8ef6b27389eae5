import { sha256 } from '#values/sha256.ts';

/** Merkle trees as RFC 6962 §2.1 has them: SHA-256, leaves and nodes told apart by a byte in front. */

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function hashLeaf(leaf: string | Uint8Array): Buffer {
  return sha256(LEAF, leaf);
}

export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(NODE, left, right);
}

/** A tree that grows leaf by leaf and keeps every hash of a whole subtree. */
export type Tree = {
  size(): number;
  /** Appends the hash of a leaf. */
  append(leafHash: Buffer): void;
  /** The hash of a whole subtree of 2^level leaves, the `index`th of its level. */
  node(level: number, index: number): Buffer;
  /** The root of the first `size` leaves. */
  root(size: number): Buffer;
  /** Hashes that show leaf `index` to be in the tree of the first `size` leaves (RFC 6962 §2.1.1). */
  inclusion(index: number, size: number): Buffer[];
  /** Hashes that show the tree of `first` leaves to be how the tree of `size` leaves begins (RFC 6962 §2.1.2). */
  consistency(first: number, size: number): Buffer[];
};

/** An empty tree. Its functions throw RangeError for what it does not hold. */
export function growingTree(): Tree {
  const levels: Buffer[][] = [[]];

  function append(leafHash: Buffer): void {
    let hash = leafHash;
    for (let level = 0; ; level++) {
      const row = levels[level] ?? [];
      levels[level] = row;
      row.push(hash);
      if (row.length % 2 === 1) return;
      hash = hashNode(row[row.length - 2]!, hash);
    }
  }

  function node(level: number, index: number): Buffer {
    const hash = levels[level]?.[index];
    if (!hash) throw new RangeError(`the tree has no node ${level}/${index}`);
    return hash;
  }

  /** The hash over the leaves from `first` on, `count` of them, beginning where a subtree begins. */
  function over(first: number, count: number): Buffer {
    const level = Math.log2(count);
    if (Number.isInteger(level)) return node(level, first / count);
    const left = largestBelow(count);
    return hashNode(over(first, left), over(first + left, count - left));
  }

  function path(index: number, first: number, count: number): Buffer[] {
    if (count === 1) return [];
    const left = largestBelow(count);
    return index < left
      ? [...path(index, first, left), over(first + left, count - left)]
      : [...path(index - left, first + left, count - left), over(first, left)];
  }

  function prefix(old: number, first: number, count: number, whole: boolean): Buffer[] {
    if (old === count) return whole ? [] : [over(first, count)];
    const left = largestBelow(count);
    return old <= left
      ? [...prefix(old, first, left, whole), over(first + left, count - left)]
      : [...prefix(old - left, first + left, count - left, false), over(first, left)];
  }

  const size = () => levels[0]!.length;
  /** What `get` makes of a size of the tree that there is, of which `least` leaves are spoken of. */
  function within<T>(least: number, most: number, get: () => T): T {
    if (least < 0 || least > most || most > size()) throw new RangeError(`the tree has ${size()} leaves`);
    return get();
  }
  return {
    size,
    append,
    node,
    root: (count) => within(0, count, () => (count === 0 ? sha256() : over(0, count))),
    inclusion: (index, count) => within(index + 1, count, () => path(index, 0, count)),
    consistency: (old, count) => within(old, count, () => (old === 0 ? [] : prefix(old, 0, count, true))),
  };
}

/** The largest power of two below `count`, which is at least 2. */
function largestBelow(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1);
}
