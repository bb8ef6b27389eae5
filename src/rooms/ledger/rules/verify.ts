import { growingTree, hashLeaf, type Tree } from '#rooms/ledger/rules/merkle.ts';
import type { Checkpoint } from '#rooms/ledger/rules/note.ts';
import { hashesOf, readBundle, type Tile, tilePath, tilesBetween } from '#rooms/ledger/rules/tiles.ts';

/** A ledger as somebody outside has fetched it: bytes by path, undefined for what is not to be had. */
export type Fetched = (path: string) => Uint8Array | undefined;

export type Verdict = { readonly tree: Tree; readonly faults: readonly string[] };

/** The tiles that a checker needs of a ledger with so many entries. */
export function neededTiles(size: number): Tile[] {
  return tilesBetween(0, size);
}

/** Computes a ledger again from its entries, and says whatever does not fit the signed head or its tiles. */
export function verifyLedger(head: Checkpoint, fetched: Fetched): Verdict {
  const tree = growingTree();
  const faults: string[] = [];
  const tiles = neededTiles(head.size);
  for (const tile of tiles.filter(({ level }) => level === 'entries')) {
    const entries = readBundle(fetched(tilePath(tile)) ?? Buffer.alloc(0));
    if (entries?.length !== tile.width) faults.push(`${tilePath(tile)} does not hold ${tile.width} entries`);
    for (const entry of entries ?? []) tree.append(hashLeaf(entry));
  }
  if (tree.size() !== head.size) return { tree, faults };
  if (!tree.root(head.size).equals(head.root)) faults.push('the entries are not those of the signed head');
  for (const tile of tiles)
    if (tile.level !== 'entries' && !isTile(tree, tile.level, tile, fetched(tilePath(tile))))
      faults.push(`${tilePath(tile)} does not hold the hashes of the entries`);
  return { tree, faults };
}

function isTile(tree: Tree, level: number, tile: Tile, bytes: Uint8Array | undefined): boolean {
  return bytes !== undefined && hashesOf(tree, level, tile).equals(bytes);
}

/** Why a ledger is not how one that was seen before goes on. */
export function contradicts(tree: Tree, before: Checkpoint): string | undefined {
  if (before.size > tree.size())
    return `${before.size} entries were signed before and now there are ${tree.size()}`;
  return tree.root(before.size).equals(before.root)
    ? undefined
    : `the first ${before.size} entries are not those that were signed before`;
}
