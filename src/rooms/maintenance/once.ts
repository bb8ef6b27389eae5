import { hash } from 'node:crypto';

/**
 * The id of a command that a form or client sends with a key of its own: the same thing sent twice happens once, and what
 * was mended after a refusal is tried anew.
 */
export function onceFor(
  accountId: number,
  key: string | null | undefined,
  what: unknown,
): { readonly id?: string } {
  if (!key) return {};
  return { id: `window:${accountId}:${hash('sha256', `${key} ${JSON.stringify(what)}`, 'base64url')}` };
}
