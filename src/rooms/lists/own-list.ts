import { type ListRow, listStore } from '#rooms/lists/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { View } from '#view/reader.ts';

/** One of an account's own lists. Refuses those of others as if they were not there. */
export function ownList(place: Pick<View, 'of'>, accountId: number, listId: number): ListRow {
  const list = place.of(listStore).byId(listId);
  if (list?.accountId !== accountId) throw new Refusal('not-found', 'Record not found');
  return list;
}
