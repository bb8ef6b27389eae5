import { aloneKey, type Kind } from '#rooms/notifications/rules/kinds.ts';

/** What grouping looks at. */
type Row = { readonly id: number; readonly kind: Kind; readonly groupKey: string | null };

/** The key by which a notification is grouped, given the kinds that its reader can show grouped. */
export function keyOf(row: Row, grouped: readonly Kind[]): string {
  return row.groupKey !== null && grouped.includes(row.kind) ? row.groupKey : aloneKey(row.id);
}

/** The rows, in the order given, up to the one that would begin a group too many. */
export function rowsOfGroups<T extends Row>(rows: readonly T[], grouped: readonly Kind[], most: number): T[] {
  const keys = new Set<string>();
  const end = rows.findIndex((row) => keys.add(keyOf(row, grouped)).size > most);
  return end < 0 ? [...rows] : rows.slice(0, end);
}
