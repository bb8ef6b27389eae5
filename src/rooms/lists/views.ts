import { type AccountRow, accountCards } from '#rooms/accounts/index.ts';
import { ownList } from '#rooms/lists/own-list.ts';
import { memberStore } from '#rooms/lists/store.ts';
import type { View } from '#view/reader.ts';
import type { Position, Stretch } from '#view/relation-page.ts';

/** A page of a list's members, the latest first: where each stands, and those who may be seen. */
export type Members = { readonly page: readonly Position[]; readonly accounts: readonly AccountRow[] };

/** Who is on one of the viewer's own lists. */
export function membersOf(view: View, viewerId: number, listId: number, stretch: Stretch): Members {
  ownList(view, viewerId, listId);
  const page = view.of(memberStore).page(listId, stretch);
  const cards = view.keep(accountCards).byIds(page.map((position) => position.id));
  const accounts = page.flatMap(({ id }) => cards.get(id) ?? []);
  return { page, accounts: accounts.filter((account) => account.state === 'active') };
}
