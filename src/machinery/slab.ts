const SLAB_BYTES = 262_144;
const LARGEST = SLAB_BYTES / 4;

let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
let used = 0;

/**
 * Bytes for something that is soon sent and forgotten, uninitialised. Taken from slabs, since a fresh allocation for each
 * answer of 35 kB costs 20 µs of page faults and collection. What is kept for long must not come from here: it would hold its slab.
 */
export function shortLived(bytes: number): Buffer<ArrayBuffer> {
  if (bytes > LARGEST) return Buffer.allocUnsafeSlow(bytes);
  if (used + bytes > SLAB_BYTES) {
    slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
    used = 0;
  }
  used += bytes;
  return slab.subarray(used - bytes, used);
}
