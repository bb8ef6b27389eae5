import { Refusal } from '#values/refusal.ts';

const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** The challenge of an authorization request, if it has one. Refuses every method but S256 (RFC 7636 §4.3). */
export function checkChallenge(
  challenge: string | undefined,
  method: string | undefined,
): string | undefined {
  if (challenge === undefined && method === undefined) return undefined;
  if (method !== 'S256')
    throw new Refusal('invalid', 'The code_challenge_method must be S256.', 'code_challenge_method');
  if (challenge === undefined || !CHALLENGE.test(challenge))
    throw new Refusal('invalid', 'The code_challenge must be 43 characters of base64url.', 'code_challenge');
  return challenge;
}

/** Whether a verifier has the form RFC 7636 §4.1 asks for. */
export function isVerifier(verifier: string): boolean {
  return VERIFIER.test(verifier);
}
