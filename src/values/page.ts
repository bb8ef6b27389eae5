/** Which part of a list is asked for, as the client API has it. Ids; `limit` is in items. */
export type Page = {
  readonly maxId?: number | undefined;
  readonly sinceId?: number | undefined;
  readonly minId?: number | undefined;
  readonly limit: number;
};

/** The same as bounds to seek by: ids below `below` and above `above`, taken from the old end when `upwards`. */
export type Bounds = {
  readonly below: number;
  readonly above: number;
  readonly upwards: boolean;
  readonly limit: number;
};

/** `min_id` asks for what comes next after it; `since_id` for the newest above it. Both are answered newest first. */
export function boundsOf(page: Page): Bounds {
  return {
    below: page.maxId ?? Number.MAX_SAFE_INTEGER,
    above: Math.max(page.minId ?? 0, page.sinceId ?? 0),
    upwards: page.minId !== undefined,
    limit: page.limit,
  };
}

/** The ids to page on with, from the ids of an answered page (newest first): older end and newer end. */
export function endsOf(ids: readonly number[]): { readonly next?: string; readonly prev?: string } {
  const newest = ids[0];
  const oldest = ids.at(-1);
  return newest === undefined || oldest === undefined ? {} : { next: String(oldest), prev: String(newest) };
}
