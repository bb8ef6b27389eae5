import { boundedMap } from '#machinery/bounded-map.ts';
import { accountChanged, accountClosed, accountCounted, statusesCounted } from '#rooms/accounts/events.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/store.ts';
import type { View } from '#view/reader.ts';

const CARDS_MOST = 20_000;

/** Accounts by id, kept in memory and mended by events. A cache behind the gate, never around it. */
export function accountCards(view: View) {
  const cards = boundedMap<number, AccountRow>(CARDS_MOST);
  const store = view.of(accountStore);
  view.on(accountChanged, ({ accountId }) => cards.delete(accountId));
  view.on(accountCounted, ({ accountId }) => cards.delete(accountId));
  view.on(accountClosed, ({ accountId }) => cards.delete(accountId));
  view.on(statusesCounted, ({ accountId, statuses }) => {
    const card = cards.get(accountId);
    if (card) cards.set(accountId, { ...card, statuses });
  });
  view.onGap(() => cards.clear());

  function byIds(ids: Iterable<number>): Map<number, AccountRow> {
    const found = new Map<number, AccountRow>();
    const lacking = new Set<number>();
    for (const id of ids) {
      const card = cards.get(id);
      if (card) found.set(id, card);
      else lacking.add(id);
    }
    if (lacking.size > 0)
      for (const row of store.byIds([...lacking])) {
        cards.set(row.id, row);
        found.set(row.id, row);
      }
    return found;
  }
  return { byIds, byId: (id: number) => cards.get(id) ?? byIds([id]).get(id), get: cards.get };
}
