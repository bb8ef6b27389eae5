import { Refusal } from '#values/refusal.ts';
import { covers } from '#values/scopes.ts';

const READ = ['accounts', 'blocks', 'bookmarks', 'collections', 'favourites', 'filters', 'follows', 'lists'];
const READ_MORE = ['mutes', 'notifications', 'search', 'statuses'];
const WRITE = ['accounts', 'blocks', 'bookmarks', 'collections', 'conversations', 'favourites', 'filters'];
const WRITE_MORE = ['follows', 'lists', 'media', 'mutes', 'notifications', 'reports', 'statuses'];
const ADMIN = ['accounts', 'reports', 'domain_allows', 'domain_blocks', 'ip_blocks', 'email_domain_blocks'];
const under = (parent: string, names: readonly string[]) => names.map((name) => `${parent}:${name}`);

/** Every scope an app can ask for, under the names of the Mastodon API. */
export const SCOPES: readonly string[] = [
  'profile',
  'read',
  ...under('read', [...READ, ...READ_MORE]),
  'write',
  ...under('write', [...WRITE, ...WRITE_MORE]),
  'follow',
  'push',
  'admin:read',
  ...under('admin:read', [...ADMIN, 'canonical_email_blocks']),
  'admin:write',
  ...under('admin:write', [...ADMIN, 'canonical_email_blocks']),
];

/** Everything there is, for tokens of operators and for the pages. */
export const ALL_SCOPES = 'read write follow push profile admin:read admin:write';

/** What an app gets that names no scope when it registers. */
export const FALLBACK_SCOPE = 'read';

/** The scopes of a text, each once, in the given order. Refuses one that is not known. */
export function parseScopes(text: string): readonly string[] {
  const scopes = [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
  if (scopes.every((scope) => SCOPES.includes(scope))) return scopes;
  throw new Refusal('invalid', 'The requested scope is invalid, unknown, or malformed.', 'scope');
}

/**
 * The scopes of a grant: those asked for, or all that is held when none is asked for. Never more than is held: a held
 * `read` allows `read:statuses`, not the other way round.
 */
export function narrowScopes(asked: string | undefined, held: string): string {
  const wanted = parseScopes(asked ?? '');
  if (wanted.length === 0) return held;
  const has = held.split(' ');
  if (wanted.every((scope) => covers(has, [scope]))) return wanted.join(' ');
  throw new Refusal('invalid', 'The requested scope is invalid, unknown, or malformed.', 'scope');
}
