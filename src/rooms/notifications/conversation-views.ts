import type { AccountRow } from '#rooms/accounts/index.ts';
import { type SeatRow, seatStore } from '#rooms/notifications/seat-store.ts';
import { type SeenStatus, seeStatuses } from '#rooms/statuses/index.ts';
import type { Bounds } from '#values/page.ts';
import type { View } from '#view/reader.ts';

/** A direct conversation as one of those in it sees it: the others, and the last message. */
export type SeenConversation = {
  readonly seat: SeatRow;
  readonly people: readonly AccountRow[];
  readonly last: SeenStatus;
};

/** A page of somebody's direct conversations, the latest first, and the seats it was made from. */
export function conversationsOf(view: View, accountId: number, bounds: Bounds) {
  const seats = view.of(seatStore).page(accountId, bounds);
  const page = bounds.upwards ? seats.toReversed() : seats;
  return { page, conversations: seeSeats(view, accountId, page) };
}

/** One conversation of an account, undefined when it has no part in it or may not see its last message. */
export function conversationOf(
  view: View,
  accountId: number,
  conversationId: number,
): SeenConversation | undefined {
  const seat = view.of(seatStore).find(accountId, conversationId);
  return seat && seeSeats(view, accountId, [seat])[0];
}

function seeSeats(view: View, accountId: number, seats: readonly SeatRow[]): SeenConversation[] {
  const ids = seats.map((seat) => seat.lastStatusId);
  const seen = new Map(seeStatuses(view, accountId, ids).map((status) => [status.facts.row.id, status]));
  return seats.flatMap((seat) => {
    const last = seen.get(seat.lastStatusId);
    return last ? [{ seat, people: othersIn(last, accountId), last }] : [];
  });
}

/** Everybody else a message concerns; oneself when one wrote to nobody. */
function othersIn(last: SeenStatus, accountId: number): AccountRow[] {
  const all = new Map([last.author, ...last.mentioned].map((account) => [account.id, account]));
  const others = [...all.values()].filter((account) => account.id !== accountId);
  return others.length > 0 ? others : [last.author];
}
