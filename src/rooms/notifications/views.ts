import { type AccountRow, accountCards } from '#rooms/accounts/index.ts';
import { relationCache } from '#rooms/follows/index.ts';
import { markerStore } from '#rooms/notifications/marker-store.ts';
import { KINDS, type Kind } from '#rooms/notifications/rules/kinds.ts';
import { type NotificationRow, notificationStore } from '#rooms/notifications/store.ts';
import { type SeenStatus, seeStatuses } from '#rooms/statuses/index.ts';
import type { Bounds } from '#values/page.ts';
import type { View } from '#view/reader.ts';

/** Which notifications are asked for; `kinds` undefined means all. */
export type Wanted = {
  readonly kinds?: readonly Kind[] | undefined;
  readonly fromId?: number | undefined;
};

/** A notification that passed the gate: by whom it is, and the status it is about. */
export type SeenNotification = {
  readonly row: NotificationRow;
  readonly account: AccountRow;
  readonly status: SeenStatus | undefined;
};

/** A page of an account's notifications, newest first, before the gate. At most one query for each kind asked for. */
export function rowsOf(view: View, accountId: number, wanted: Wanted, bounds: Bounds): NotificationRow[] {
  const store = view.of(notificationStore);
  const within = { ...bounds, above: Math.max(bounds.above, store.clearedUpTo(accountId)) };
  const { kinds, fromId } = wanted;
  const rows =
    fromId !== undefined
      ? store.from(accountId, fromId, kinds ?? KINDS, within)
      : kinds === undefined
        ? store.all(accountId, within)
        : merged(
            kinds.map((kind) => store.ofKind(accountId, kind, within)),
            within,
          );
  return within.upwards ? rows.toReversed() : rows;
}

/** The first of several lists in walking order. */
function merged(lists: readonly NotificationRow[][], { upwards, limit }: Bounds): NotificationRow[] {
  const sign = upwards ? 1 : -1;
  return lists
    .flat()
    .sort((a, b) => sign * (a.id - b.id))
    .slice(0, limit);
}

/** Takes people and statuses to rows and leaves out what their reader may no longer see. */
export function seeNotifications(
  view: View,
  accountId: number,
  rows: readonly NotificationRow[],
): SeenNotification[] {
  const people = view.keep(accountCards).byIds(rows.map((row) => row.fromId));
  const relations = view.keep(relationCache).of(accountId);
  const statusIds = new Set(rows.flatMap((row) => row.statusId ?? []));
  const statuses = new Map(seeStatuses(view, accountId, [...statusIds]).map((s) => [s.facts.row.id, s]));
  return rows.flatMap((row) => {
    const account = people.get(row.fromId);
    const status = row.statusId === null ? undefined : statuses.get(row.statusId);
    const hidden = relations.blocking.has(row.fromId) || relations.blockedBy.has(row.fromId);
    if (account?.state !== 'active' || hidden || (row.statusId !== null && !status)) return [];
    return [{ row, account, status }];
  });
}

/** One of an account's notifications, undefined when it has none of this id or may not see it. */
export function seeNotification(view: View, accountId: number, id: number): SeenNotification | undefined {
  const store = view.of(notificationStore);
  const row = store.byId(id);
  if (row?.accountId !== accountId || id <= store.clearedUpTo(accountId)) return undefined;
  return seeNotifications(view, accountId, [row])[0];
}

/** Notifications above the one last read, at most so many. */
export function unreadRows(view: View, accountId: number, wanted: Wanted, most: number): NotificationRow[] {
  const markers = view.of(markerStore).of(accountId);
  const above = markers.find((marker) => marker.timeline === 'notifications')?.lastReadId ?? 0;
  return rowsOf(view, accountId, wanted, {
    below: Number.MAX_SAFE_INTEGER,
    above,
    upwards: false,
    limit: most,
  });
}
