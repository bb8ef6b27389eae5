import { hashNode } from '#rooms/ledger/rules/merkle.ts';
import { sha256 } from '#values/sha256.ts';

/** Checking proofs as RFC 9162 §2.1.3 and §2.1.4 say: nothing is believed but the two roots. Whatever is wrong is false. */

/** Whether the leaf with this hash is leaf `index` of the tree of `size` leaves with this root. */
export function includes(
  proof: readonly Uint8Array[],
  index: number,
  leafHash: Uint8Array,
  size: number,
  root: Uint8Array,
): boolean {
  if (!isCount(size) || !isCount(index) || index >= size) return false;
  let at = index;
  let last = size - 1;
  let hash: Uint8Array = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = hashNode(sibling, hash);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else hash = hashNode(hash, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(hash, root);
}

type Head = { readonly size: number; readonly root: Uint8Array };

/** Whether the tree of `now` begins with the tree of `before`. */
export function continues(proof: readonly Uint8Array[], before: Head, now: Head): boolean {
  if (!isCount(before.size) || !isCount(now.size) || before.size > now.size) return false;
  if (before.size === 0) return proof.length === 0 && same(before.root, sha256());
  if (before.size === now.size) return proof.length === 0 && same(before.root, now.root);
  const whole = Number.isInteger(Math.log2(before.size));
  const hashes = whole ? [before.root, ...proof] : [...proof];
  return hashes.length > 0 && climb(hashes, before, now);
}

function climb([first, ...rest]: Uint8Array[], before: Head, now: Head): boolean {
  let at = before.size - 1;
  let last = now.size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  let old = first!;
  let fresh = first!;
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = hashNode(hash, old);
      fresh = hashNode(hash, fresh);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else fresh = hashNode(fresh, hash);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(old, before.root) && same(fresh, now.root);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
