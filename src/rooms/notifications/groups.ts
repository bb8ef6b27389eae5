import type { AccountRow } from '#rooms/accounts/index.ts';
import { keyOf, rowsOfGroups } from '#rooms/notifications/rules/groups.ts';
import { GROUPED_KINDS, idInAloneKey, type Kind } from '#rooms/notifications/rules/kinds.ts';
import { type NotificationRow, notificationStore } from '#rooms/notifications/store.ts';
import {
  rowsOf,
  type SeenNotification,
  seeNotification,
  seeNotifications,
  unreadRows,
  type Wanted,
} from '#rooms/notifications/views.ts';
import type { SeenStatus } from '#rooms/statuses/index.ts';
import type { Bounds } from '#values/page.ts';
import type { View } from '#view/reader.ts';

/** Rows looked through for one page: a very busy group can make a page shorter than asked, never slower. */
const LOOKED_THROUGH_MOST = 1_000;
const SAMPLE_MOST = 8;
const ACCOUNTS_MOST = 400;

/** Like notifications as one. Rows are those of the page that passed the gate, newest first; `count` is of the whole group. */
export type SeenGroup = {
  readonly key: string;
  readonly count: number;
  readonly newestId: number;
  readonly seen: readonly SeenNotification[];
  readonly people: readonly AccountRow[];
};

export type GroupPage = {
  readonly groups: readonly SeenGroup[];
  /** The ends of what was looked through, to page on with. */
  readonly next: number | undefined;
  readonly prev: number | undefined;
};

/** A page of groups, newest first. `bounds.limit` counts groups. */
export function groupsOf(
  view: View,
  accountId: number,
  wanted: Wanted,
  bounds: Bounds,
  grouped: readonly Kind[] = GROUPED_KINDS,
): GroupPage {
  const rows = rowsOf(view, accountId, wanted, { ...bounds, limit: LOOKED_THROUGH_MOST });
  const walked = bounds.upwards ? rows.toReversed() : rows;
  const page = rowsOfGroups(walked, grouped, bounds.limit);
  const ids = page.map((row) => row.id);
  const older = bounds.upwards || page.length < walked.length || walked.length === LOOKED_THROUGH_MOST;
  return {
    groups: fill(view, accountId, page, grouped).sort((a, b) => b.newestId - a.newestId),
    next: older && ids.length > 0 ? Math.min(...ids) : undefined,
    prev: ids.length > 0 ? Math.max(...ids) : undefined,
  };
}

/** The groups of some rows with people, statuses and sizes: three more queries, however many rows. */
function fill(
  view: View,
  accountId: number,
  rows: readonly NotificationRow[],
  grouped: readonly Kind[],
): SeenGroup[] {
  const store = view.of(notificationStore);
  const seen = seeNotifications(
    view,
    accountId,
    rows.toSorted((a, b) => b.id - a.id),
  );
  const groups = Map.groupBy(seen, ({ row }) => keyOf(row, grouped));
  const sizes = new Map(
    store
      .sizes(accountId, [...groups.keys()], store.clearedUpTo(accountId))
      .map((size) => [size.key, size] as const),
  );
  return [...groups].map(([key, members]) => ({
    key,
    count: sizes.get(key)?.n ?? members.length,
    newestId: sizes.get(key)?.newest ?? members[0]!.row.id,
    seen: members,
    people: peopleOf(members).slice(0, SAMPLE_MOST),
  }));
}

function peopleOf(members: readonly SeenNotification[]): AccountRow[] {
  return [...new Map(members.map(({ account }) => [account.id, account])).values()];
}

/** One group by its key, undefined when there is none. */
export function groupOf(view: View, accountId: number, key: string): SeenGroup | undefined {
  const alone = idInAloneKey(key);
  if (alone !== undefined) {
    const seen = seeNotification(view, accountId, alone);
    return seen && { key, count: 1, newestId: alone, seen: [seen], people: [seen.account] };
  }
  return fill(view, accountId, rowsInGroup(view, accountId, key), GROUPED_KINDS)[0];
}

/** Everybody in a group, at most 400, who acted last first. */
export function peopleInGroup(view: View, accountId: number, key: string): AccountRow[] {
  const alone = idInAloneKey(key);
  if (alone !== undefined) return groupOf(view, accountId, key)?.people.slice() ?? [];
  return peopleOf(seeNotifications(view, accountId, rowsInGroup(view, accountId, key)));
}

function rowsInGroup(view: View, accountId: number, key: string): NotificationRow[] {
  const store = view.of(notificationStore);
  const above = store.clearedUpTo(accountId);
  return store.inGroup(accountId, key, {
    below: Number.MAX_SAFE_INTEGER,
    above,
    upwards: false,
    limit: ACCOUNTS_MOST,
  });
}

/** How many groups hold something unread, at most so many. */
export function unreadGroups(
  view: View,
  accountId: number,
  wanted: Wanted,
  grouped: readonly Kind[],
  most: number,
): number {
  const rows = unreadRows(view, accountId, wanted, LOOKED_THROUGH_MOST);
  return Math.min(most, new Set(rows.map((row) => keyOf(row, grouped))).size);
}

/** Every status that some groups are about, once. */
export function statusesIn(groups: readonly SeenGroup[]): SeenStatus[] {
  const all = groups.flatMap((group) => group.seen.flatMap(({ status }) => status ?? []));
  return [...new Map(all.map((status) => [status.facts.row.id, status])).values()];
}
