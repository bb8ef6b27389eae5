import type { Tree } from '#rooms/ledger/rules/merkle.ts';

/** Tiles as C2SP has them (c2sp.org/tlog-tiles): 256 hashes of a level, or 256 entries, in one file. */

const HEIGHT = 8;
export const WIDTH = 2 ** HEIGHT;
const ENTRY_MOST = 65_535;
const HASH_BYTES = 32;

/** A tile: `level` 'entries', or that many times eight levels above the leaves. Less than 256 wide at the end. */
export type Tile = {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
};

/** Where a tile lies: `tile/0/x001/x234/067` or `tile/entries/067.p/8`. */
export function tilePath({ level, index, width }: Tile): string {
  return width === WIDTH
    ? `tile/${level}/${number(index)}`
    : `${partsPath({ level, index, width })}/${width}`;
}

/** The folder of a tile's narrower forms, which nobody needs once it is whole. */
export function partsPath({ level, index }: Tile): string {
  return `tile/${level}/${number(index)}.p`;
}

function number(index: number): string {
  const digits = String(index % 1000).padStart(3, '0');
  let text = digits;
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    text = `x${String(rest % 1000).padStart(3, '0')}/${text}`;
  return text;
}

/** The tiles that a tree of `size` leaves has and one of `before` leaves has not, in any width. */
export function tilesBetween(before: number, size: number): Tile[] {
  const tiles: Tile[] = [...tilesOfLevel('entries', before, size)];
  for (let level = 0, count = size, old = before; count > 0; level++) {
    tiles.push(...tilesOfLevel(level, old, count));
    count = Math.floor(count / WIDTH);
    old = Math.floor(old / WIDTH);
  }
  return tiles;
}

function tilesOfLevel(level: Tile['level'], before: number, count: number): Tile[] {
  const tiles: Tile[] = [];
  if (before === count) return tiles;
  for (let index = Math.floor(before / WIDTH); index * WIDTH < count; index++)
    tiles.push({ level, index, width: Math.min(WIDTH, count - index * WIDTH) });
  return tiles;
}

/** The hashes of a tile, one after the other. */
export function hashesOf(tree: Tree, level: number, { index, width }: Tile): Buffer {
  const nodes = Array.from({ length: width }, (_, i) => tree.node(level * HEIGHT, index * WIDTH + i));
  return Buffer.concat(nodes);
}

/** A tile of this width out of the whole one, by which it was replaced. */
export function narrowed(whole: Buffer, { level, width }: Tile): Buffer {
  return level === 'entries'
    ? bundle((readBundle(whole) ?? []).slice(0, width))
    : whole.subarray(0, width * HASH_BYTES);
}

/** Entries as a bundle: before each its length in two bytes. Throws RangeError for one of over 65,535 bytes. */
export function bundle(leaves: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      const bytes = typeof leaf === 'string' ? Buffer.from(leaf) : leaf;
      if (bytes.length > ENTRY_MOST) throw new RangeError('an entry is longer than 65,535 bytes');
      return [Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes];
    }),
  );
}

/** The entries of a bundle; undefined when it is not a whole one. */
export function readBundle(bytes: Uint8Array): Buffer[] | undefined {
  const entries: Buffer[] = [];
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < all.length; ) {
    const end = at + 2 <= all.length ? at + 2 + all.readUInt16BE(at) : Infinity;
    if (end > all.length || entries.length === WIDTH) return undefined;
    entries.push(all.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
