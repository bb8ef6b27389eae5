import type { House } from '#machinery/house.ts';
import type { AccountRow } from '#rooms/accounts/store.ts';
import { findByHandle } from '#rooms/accounts/views.ts';
import { Refusal } from '#values/refusal.ts';

/** The account whose page a path names: `@ada` or `@ada@example.org`. Refuses when there is none to look at. */
export function accountInHandle(house: House, handle: string | undefined): AccountRow {
  const found = findByHandle(house.view(), house.domain, handle ?? '');
  if (!found) throw new Refusal('not-found', 'Record not found');
  if (found.state !== 'active') throw new Refusal('gone', 'This account is no longer here');
  return found;
}
