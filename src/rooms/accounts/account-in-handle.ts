import type { House } from '#machinery/house.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/store.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';

/** The account whose page a path names: `@ada` or `@ada@example.org`. Refuses when there is none that may be seen. */
export function accountInHandle(house: House, handle: string | undefined): AccountRow {
  const [, username, domain = ''] = /^@([^@]{1,64})(?:@([^@]{1,255}))?$/.exec(handle ?? '') ?? [];
  const at = domain.toLowerCase() === house.domain ? '' : domain.toLowerCase();
  const found =
    username === undefined ? undefined : house.view().of(accountStore).byName(usernameKey(username), at);
  if (!found || found.state === 'pending') throw new Refusal('not-found', 'Record not found');
  if (found.state !== 'active') throw new Refusal('gone', 'This account is no longer here');
  return found;
}
