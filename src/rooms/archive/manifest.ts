import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { House } from '#machinery/house.ts';

/** A file of an export as its manifest names it; the hash in hexadecimal. */
export type ManifestFile = { readonly name: string; readonly bytes: number; readonly sha256: string };

/** What an export is made of, so that every change of it shows. */
export type Manifest = {
  readonly form: 'rooftop-archive/1';
  readonly origin: string;
  readonly account: string;
  readonly madeAt: string;
  readonly files: readonly ManifestFile[];
  /** Ed25519, 32 bytes in base64. */
  readonly publicKey: string;
};

export type SignedManifest = Manifest & {
  /** Of the manifest's JSON without this field, in base64. */
  readonly signature: string;
};

/** An Ed25519 private key in PKCS #8 is this and 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The server's key for exports: drawn from its key file, so that it is the same each time and stored nowhere else. */
function keyOf(house: House): KeyObject {
  const seed = Buffer.from(house.secrets.mark('export manifest', 'ed25519'), 'base64url');
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half, 32 bytes in base64, by which others check this server's exports. */
export function exportKey(house: House): string {
  const der = createPublicKey(keyOf(house)).export({ format: 'der', type: 'spki' });
  return der.subarray(SPKI.length).toString('base64');
}

export function signManifest(house: House, manifest: Omit<Manifest, 'publicKey'>): SignedManifest {
  const whole: Manifest = { ...manifest, publicKey: exportKey(house) };
  const signature = sign(null, Buffer.from(JSON.stringify(whole)), keyOf(house)).toString('base64');
  return { ...whole, signature };
}

/** Whether a manifest is as it was signed by the key it names. */
export function isSigned({ signature, ...manifest }: SignedManifest): boolean {
  try {
    const der = Buffer.concat([SPKI, Buffer.from(manifest.publicKey, 'base64')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(JSON.stringify(manifest)), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** Passes bytes on and tells at the end what they were. */
export async function* measured(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  tell: (file: ManifestFile) => void,
): AsyncGenerator<Uint8Array> {
  const sum = createHash('sha256');
  let total = 0;
  for await (const part of bytes) {
    sum.update(part);
    total += part.length;
    yield part;
  }
  tell({ name, bytes: total, sha256: sum.digest('hex') });
}
