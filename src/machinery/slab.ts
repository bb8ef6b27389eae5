const SLAB_BYTES = 262_144;
const LARGEST = SLAB_BYTES / 4;
const SPARE_MOST = 32;

/** A stretch of memory that pieces are cut from, and how many of them are still in use. */
type Slab = { readonly bytes: Buffer<ArrayBuffer>; used: number; held: number };

const spare: Slab[] = [];
const slabOf = new WeakMap<Uint8Array, Slab>();
let slab = newSlab();

/**
 * Bytes for something that is soon sent and forgotten, uninitialised. Taken from slabs, since a fresh allocation for each
 * answer of 35 kB costs 20 µs of page faults and collection. What is kept for long must not come from here: it would hold its slab.
 */
export function shortLived(bytes: number): Buffer<ArrayBuffer> {
  if (bytes > LARGEST) return Buffer.allocUnsafeSlow(bytes);
  if (slab.used + bytes > SLAB_BYTES) {
    const full = slab;
    slab = spare.pop() ?? newSlab();
    lay(full);
  }
  slab.used += bytes;
  slab.held++;
  const piece = slab.bytes.subarray(slab.used - bytes, slab.used);
  slabOf.set(piece, slab);
  return piece;
}

/**
 * Gives back a piece that nobody will read any more; anything else is no mistake. A slab whose pieces are all back is used
 * again: otherwise every 64 MiB of answers are a full collection, 10 to 30 ms in which nobody is answered. A piece that
 * is never given back is collected with its slab.
 */
export function giveBack(piece: Uint8Array): void {
  const from = slabOf.get(piece);
  if (!from) return;
  slabOf.delete(piece);
  from.held--;
  if (from !== slab) lay(from);
}

/** Puts a slab that is full and free again with the spare ones. */
function lay(full: Slab): void {
  if (full.held > 0 || spare.length >= SPARE_MOST) return;
  full.used = 0;
  spare.push(full);
}

function newSlab(): Slab {
  return { bytes: Buffer.allocUnsafeSlow(SLAB_BYTES), used: 0, held: 0 };
}
