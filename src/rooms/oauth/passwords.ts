import { argon2, timingSafeEqual } from 'node:crypto';
import { makeTurnstile } from '#machinery/turnstile.ts';
import type { World } from '#values/world.ts';

/** argon2id with 19 MiB and two passes: the least that OWASP's Password Storage Cheat Sheet advises, kind to small machines. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const FORM =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** Bounds for one process: memory and the thread pool are its own. */
const BOUNDS = { atOnce: 2, waitingMost: 64, retryAfterSeconds: 5 };

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

/** Makes and checks password hashes in PHC form, few at a time. Throws `unavailable` when too many wait. */
export type Passwords = {
  hash(password: string, random: World['random']): Promise<string>;
  /** False for a wrong password, and for no hash at all after the same time. */
  verify(password: string, hash: string | null): Promise<boolean>;
};

export function makePasswords(bounds = BOUNDS): Passwords {
  const turnstile = makeTurnstile(bounds);
  return {
    async hash(password, random) {
      const salt = random(SALT_BYTES);
      const tag = await turnstile.pass(() => derive(password, salt, TAG_BYTES, COST));
      return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${bare(salt)}$${bare(tag)}`;
    },
    async verify(password, hash) {
      const parts = FORM.exec(hash ?? '');
      const cost = parts ? { memory: +parts[1]!, passes: +parts[2]!, parallelism: +parts[3]! } : COST;
      const salt = parts ? Buffer.from(parts[4]!, 'base64') : Buffer.alloc(SALT_BYTES);
      const wanted = parts ? Buffer.from(parts[5]!, 'base64') : Buffer.alloc(TAG_BYTES);
      const tag = await turnstile.pass(() => derive(password, salt, wanted.length, cost));
      return parts !== null && timingSafeEqual(tag, wanted);
    },
  };
}

/** The process's own. */
export const passwords: Passwords = makePasswords();

function derive(password: string, nonce: Buffer, tagLength: number, cost: Cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'), 'utf8');
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, tagLength, ...cost }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    );
  });
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
