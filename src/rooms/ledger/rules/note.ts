import { publicKeyOf, sign, verify } from '#values/ed25519.ts';
import { sha256 } from '#values/sha256.ts';

/** Signed notes and checkpoints as C2SP has them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint). */

const ED25519 = Uint8Array.of(1);
const NOTE_MOST = 16_384;
const NAME = /^[^\s+]{1,255}$/u;

/** Who signs: a name and the 32 bytes of a public key. */
export type Verifier = { readonly name: string; readonly key: Buffer };
/** The head of a ledger: whose it is, how many entries it has, and their root. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Buffer };

/** A verifier key as other tools take it: `name+id+key`. */
export function verifierText({ name, key }: Verifier): string {
  return `${name}+${keyId({ name, key }).toString('hex')}+${Buffer.concat([ED25519, key]).toString('base64')}`;
}

/** Undefined for what is no verifier key of an Ed25519 signer. */
export function readVerifier(text: string): Verifier | undefined {
  const [name = '', id, encoded = ''] = splitVerifier(text.trim());
  const bytes = Buffer.from(encoded, 'base64');
  if (!NAME.test(name) || bytes.length !== 33 || bytes[0] !== ED25519[0]) return undefined;
  const verifier = { name, key: bytes.subarray(1) };
  return keyId(verifier).toString('hex') === id ? verifier : undefined;
}

/** The name has no plus sign, the key may. */
function splitVerifier(text: string): string[] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  return first < 0 || second < 0
    ? []
    : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

function keyId({ name, key }: Verifier): Buffer {
  return sha256(`${name}\n`, ED25519, key).subarray(0, 4);
}

/** A checkpoint as a signed note. `seed`: the 32 bytes of the private key. */
export function signCheckpoint({ origin, size, root }: Checkpoint, seed: Uint8Array): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`;
  const id = keyId({ name: origin, key: publicKeyOf(seed) });
  return `${text}\n— ${origin} ${Buffer.concat([id, sign(seed, text)]).toString('base64')}\n`;
}

/**
 * The checkpoint that this verifier signed; a word on what is wrong when there is none. Lines of other signers, as witnesses add
 * them, are passed over.
 */
export function openCheckpoint(note: string, verifier: Verifier): Checkpoint | string {
  const end = note.indexOf('\n\n');
  if (note.length > NOTE_MOST || end < 0 || !note.endsWith('\n')) return 'it is not a signed note';
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  if (!lines.some((line) => isSignature(line, text, verifier))) return `it is not signed by ${verifier.name}`;
  const checkpoint = readText(text);
  if (!checkpoint) return 'it is not a checkpoint';
  return checkpoint.origin === verifier.name ? checkpoint : `it is the head of ${checkpoint.origin}`;
}

function isSignature(line: string, text: string, verifier: Verifier): boolean {
  const [dash, name, encoded = '', more] = line.split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  if (dash !== '—' || name !== verifier.name || more !== undefined || bytes.length !== 68) return false;
  if (!bytes.subarray(0, 4).equals(keyId(verifier))) return false;
  return verify(verifier.key, text, bytes.subarray(4));
}

function readText(text: string): Checkpoint | undefined {
  const [origin = '', size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  const isWhole = root.length === 32 && root.toString('base64') === encoded;
  const count = /^(0|[1-9][0-9]{0,14})$/.test(size) ? Number(size) : -1;
  return origin !== '' && isWhole && count >= 0 ? { origin, size: count, root } : undefined;
}
