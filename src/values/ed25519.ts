import { createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from 'node:crypto';

/** Ed25519 (RFC 8032) with keys as their 32 bytes. Signing is deterministic. */

/** What stands in front of the bytes of a key in DER (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

export function publicKeyOf(seed: Uint8Array): Buffer {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return spki.subarray(PUBLIC.length);
}

export function sign(seed: Uint8Array, message: string): Buffer {
  return signWith(null, Buffer.from(message), privateKey(seed));
}

/** False for whatever is wrong with key or signature. */
export function verify(publicKey: Uint8Array, message: string, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: 'der', type: 'spki' });
  return verifyWith(null, Buffer.from(message), key, signature);
}

function privateKey(seed: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
}
