import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Keeps what must be read back under a key that lies outside log and view. */
export type Secrets = {
  /** Encrypts and authenticates; the same text seals differently each time. URL-safe. */
  seal(purpose: string, text: string): string;
  /** Undefined for anything this server did not seal for this purpose. */
  unseal(purpose: string, sealed: string): string | undefined;
  /** A keyed fingerprint of a text (URL-safe): the same each time, not to be guessed. */
  mark(purpose: string, text: string): string;
};

/** Keeps secrets under the key in this file. */
export function openSecrets(path: string): Secrets {
  return secretsFrom(readKeyFile(path));
}

/** The 32 bytes of a key file, which is made when there is none and readable by its owner alone. */
export function readKeyFile(path: string): Buffer {
  if (!existsSync(path)) makeKeyFile(path);
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
}

/** Whoever comes first makes it: under its name there is the whole key, durable, or nothing. */
function makeKeyFile(path: string): void {
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(file, randomBytes(32).toString('hex'));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  }
  rmSync(draft);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

export function secretsFrom(master: Buffer): Secrets {
  if (master.length !== 32) throw new Error('the key file must hold 32 bytes in hexadecimal');
  const keys = new Map<string, Buffer>();
  const keyOf = (purpose: string) => {
    const key = keys.get(purpose) ?? Buffer.from(hkdfSync('sha256', master, '', purpose, 32));
    keys.set(purpose, key);
    return key;
  };
  return {
    seal: (purpose, text) => sealWith(keyOf(purpose), text),
    unseal: (purpose, sealed) => unsealWith(keyOf(purpose), sealed),
    mark: (purpose, text) => createHmac('sha256', keyOf(purpose)).update(text).digest('base64url'),
  };
}

function sealWith(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function unsealWith(key: Buffer, sealed: string): string | undefined {
  try {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
