import { Refusal } from '#values/refusal.ts';

/**
 * NIST SP 800-63B asks for 8 characters at least, room for long phrases and no rules about kinds of characters; the apps
 * in use check for 8 as well. Attempts are limited per account and per address.
 */
export const PASSWORD_LEAST = 8;
export const PASSWORD_MOST = 256;

/** Refuses a password that is too short, too long, or the user name itself. */
export function checkPassword(password: string, username: string): void {
  const characters = [...password].length;
  if (characters < PASSWORD_LEAST) throw invalid(`is too short (at least ${PASSWORD_LEAST} characters)`);
  if (characters > PASSWORD_MOST) throw invalid(`is too long (at most ${PASSWORD_MOST} characters)`);
  if (password.toLowerCase() === username.toLowerCase()) throw invalid('must not be the user name');
}

function invalid(what: string): Refusal {
  return new Refusal('invalid', `Validation failed: Password ${what}`, 'password');
}
