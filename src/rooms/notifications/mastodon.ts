import { type AccountRow, type Place, toAccount } from '#rooms/accounts/index.ts';
import type { SeenConversation } from '#rooms/notifications/conversation-views.ts';
import { type SeenGroup, statusesIn } from '#rooms/notifications/groups.ts';
import type { MarkerRow } from '#rooms/notifications/marker-store.ts';
import { aloneKey } from '#rooms/notifications/rules/kinds.ts';
import type { SeenNotification } from '#rooms/notifications/views.ts';
import { toStatus } from '#rooms/statuses/index.ts';
import { iso } from '#values/time.ts';

/** A notification as the client API shows it to the one it is for. */
export function toNotification({ row, account, status }: SeenNotification, place: Place) {
  return {
    id: String(row.id),
    type: row.kind,
    created_at: iso(row.at),
    group_key: row.groupKey ?? aloneKey(row.id),
    account: toAccount(account, place),
    ...(status ? { status: toStatus(status, row.accountId, place) } : {}),
  };
}

function toGroup(group: SeenGroup) {
  const newest = group.seen[0]!;
  const oldest = group.seen.at(-1)!;
  return {
    group_key: group.key,
    notifications_count: group.count,
    type: newest.row.kind,
    most_recent_notification_id: group.newestId,
    page_min_id: String(oldest.row.id),
    page_max_id: String(newest.row.id),
    latest_page_notification_at: iso(newest.row.at),
    sample_account_ids: group.people.map((account) => String(account.id)),
    ...(newest.status ? { status_id: String(newest.status.facts.row.id) } : {}),
  };
}

/** What little is needed to draw a row of faces. */
function toPartialAccount(account: AccountRow, place: Place) {
  const { id, acct, url, avatar, avatar_static, locked, bot } = toAccount(account, place);
  return { id, acct, url, avatar, avatar_static, locked, bot };
}

/** Groups with the people and statuses in them, each once. `partial`: all but the latest person of a group as a face only. */
export function toGroupedResults(
  groups: readonly SeenGroup[],
  accountId: number,
  place: Place,
  partial = false,
) {
  const whole = new Map<number, AccountRow>();
  for (const group of groups)
    for (const account of partial ? group.people.slice(0, 1) : group.people) whole.set(account.id, account);
  const faces = new Map(
    groups.flatMap(({ people }) => people.map((account) => [account.id, account] as const)),
  );
  for (const id of whole.keys()) faces.delete(id);
  return {
    accounts: [...whole.values()].map((account) => toAccount(account, place)),
    ...(partial
      ? { partial_accounts: [...faces.values()].map((face) => toPartialAccount(face, place)) }
      : {}),
    statuses: statusesIn(groups).map((status) => toStatus(status, accountId, place)),
    notification_groups: groups.map(toGroup),
  };
}

/** Markers by timeline. */
export function toMarkers(rows: readonly MarkerRow[]) {
  return Object.fromEntries(
    rows.map((row) => [
      row.timeline,
      { last_read_id: String(row.lastReadId), version: row.version, updated_at: iso(row.updatedAt) },
    ]),
  );
}

export function toConversation({ seat, people, last }: SeenConversation, place: Place) {
  return {
    id: String(seat.conversationId),
    unread: seat.unread === 1,
    accounts: people.map((account) => toAccount(account, place)),
    last_status: toStatus(last, seat.accountId, place),
  };
}
