import { Refusal } from '#values/refusal.ts';

export const USERNAME_MOST = 30;
const USERNAME = /^[a-z0-9_]+$/i;
const RESERVED = new Set(
  (
    'about abuse admin administrator api auth help helpdesk home info instance login mod moderator mail me ' +
    'null oauth owner postmaster public relay root security settings staff status support system undefined webmaster'
  ).split(' '),
);

/** The form by which names are compared. */
export function usernameKey(username: string): string {
  return username.toLowerCase();
}

/** Refuses what cannot be a local name: 1 to 30 of a–z, 0–9 and _. */
export function checkUsername(username: string): void {
  if (!USERNAME.test(username) || username.length > USERNAME_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: Username must be 1 to ${USERNAME_MOST} letters, numbers or underscores`,
      'username',
    );
}

/** Names that people cannot take themselves, since they would pass for the house. */
export function isReserved(username: string): boolean {
  return RESERVED.has(usernameKey(username));
}
