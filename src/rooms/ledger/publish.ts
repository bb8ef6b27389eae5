import type { Shelf } from '#machinery/shelf.ts';
import { growingTree, hashLeaf, type Tree } from '#rooms/ledger/rules/merkle.ts';
import { openCheckpoint, signCheckpoint, type Verifier, verifierText } from '#rooms/ledger/rules/note.ts';
import {
  bundle,
  hashesOf,
  partsPath,
  type Tile,
  tilePath,
  tilesBetween,
  WIDTH,
} from '#rooms/ledger/rules/tiles.ts';
import { contradicts } from '#rooms/ledger/rules/verify.ts';
import { ledgerStore } from '#rooms/ledger/store.ts';
import { publicKeyOf } from '#values/ed25519.ts';
import type { View } from '#view/reader.ts';

const LEAVES_AT_ONCE = 512;
export const CHECKPOINT = 'ledger/checkpoint';
export const VERIFIER = 'ledger/verifier';
/** There while the ledger is not signed: why. */
export const REFUSED = 'ledger/refused';

/** Where the ledger is published and what it is signed with. */
export type Press = {
  readonly shelf: Shelf;
  /** Other places where the last head may lie: notes, undefined where there is none. */
  readonly elsewhere: () => Promise<readonly (string | undefined)[]>;
  /** The ledger's name: `example.org/ledger`. */
  readonly origin: string;
  /** The 32 bytes of the private key; undefined while there is none. */
  readonly seed: () => Buffer | undefined;
};

/**
 * Brings the public files up to what the view has and signs the head. Whatever was signed before, here or elsewhere, must be
 * how the ledger begins; otherwise nothing is written and the reason is answered: after a restore from an old backup the
 * entries that are missing were public, and another head of the same size would be a fork. May stop half way and run again.
 */
export async function publish(press: Press, view: View, tree: Tree): Promise<string | undefined> {
  grow(tree, view);
  const own = await press.shelf.read(CHECKPOINT);
  const notes = [own?.toString(), ...(await press.elsewhere())];
  const seed = press.seed();
  if (!seed) return notes.some(Boolean) ? 'the key it was signed with is not there' : undefined;
  const signer = { name: press.origin, key: publicKeyOf(seed) };
  const [last, ...others] = notes.map((note) =>
    note === undefined ? undefined : openCheckpoint(note, signer),
  );
  for (const head of [last, ...others]) {
    const no =
      head === undefined
        ? undefined
        : typeof head === 'string'
          ? `the last head is not to be had: ${head}`
          : contradicts(tree, head);
    if (no) return no;
  }
  const before = typeof last === 'object' ? last.size : 0;
  if (last === undefined || before < tree.size()) await print(press, view, tree, before, signer, seed);
  return undefined;
}

/** Tiles first, then the head that speaks of them. Last the narrower forms of tiles that are whole now are taken away. */
async function print(
  { shelf, origin }: Press,
  view: View,
  tree: Tree,
  before: number,
  signer: Verifier,
  seed: Buffer,
): Promise<void> {
  const tiles = tilesBetween(before, tree.size());
  for (const tile of tiles) await shelf.put(`ledger/${tilePath(tile)}`, tileBytes(tile, view, tree));
  await shelf.put(VERIFIER, `${verifierText(signer)}\n`);
  const head = { origin, size: tree.size(), root: tree.root(tree.size()) };
  await shelf.put(CHECKPOINT, signCheckpoint(head, seed));
  for (const tile of tiles) if (tile.width === WIDTH) await shelf.remove(`ledger/${partsPath(tile)}`);
}

function tileBytes(tile: Tile, view: View, tree: Tree): Buffer {
  if (tile.level !== 'entries') return hashesOf(tree, tile.level, tile);
  return bundle(view.of(ledgerStore).leaves(tile.index * WIDTH, tile.width));
}

/** Takes the leaves that the view has and the tree has not. */
function grow(tree: Tree, view: View): void {
  const store = view.of(ledgerStore);
  for (;;) {
    const leaves = store.leaves(tree.size(), LEAVES_AT_ONCE);
    for (const leaf of leaves) tree.append(hashLeaf(leaf));
    if (leaves.length < LEAVES_AT_ONCE) return;
  }
}

/** The tree over what a view has, kept up as it is asked for. */
export function ledgerTree(view: View): () => Tree {
  const tree = growingTree();
  return () => {
    grow(tree, view);
    return tree;
  };
}
