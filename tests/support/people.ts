import { randomBytes } from 'node:crypto';
import { passwords } from '#rooms/oauth/passwords.ts';
import type { Person, TestHouse } from './house.ts';

export const PASSWORD = 'a quiet long phrase';

let known: Promise<string> | undefined;

/** A person who can sign in with PASSWORD. The hash is made once: it is dear. */
export async function personWithPassword(
  server: TestHouse,
  username: string,
  more: object = {},
): Promise<Person> {
  known ??= passwords.hash(PASSWORD, randomBytes);
  return server.person(username, { passwordHash: await known, ...more });
}
