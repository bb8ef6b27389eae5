import type { House } from '#machinery/house.ts';
import { type AccountRow, findByHandle, searchAccounts } from '#rooms/accounts/index.ts';
import { type TagRow, tagStore } from '#rooms/hashtags/index.ts';
import { indexReader } from '#rooms/search/open-index.ts';
import { matchOf } from '#rooms/search/rules/match.ts';
import { type PostQuery, parseQuery, QUERY_MOST } from '#rooms/search/rules/query.ts';
import { type SeenStatus, seeStatus, seeStatuses } from '#rooms/statuses/index.ts';
import { hashtagKey } from '#values/hashtag.ts';
import { parseId } from '#values/ids.ts';

/** What is looked for. `limit` and `offset` are for each kind of thing. */
export type Wish = {
  readonly text: string;
  readonly limit: number;
  readonly offset: number;
  readonly maxId?: number | undefined;
  readonly minId?: number | undefined;
  /** Posts of this account alone. */
  readonly accountId?: number | undefined;
};

const OFFSET_MOST = 1_000;

/** Accounts by user name and display name alone; never by place. */
export function findAccounts(house: House, wish: Wish): readonly AccountRow[] {
  const text = wish.text.slice(0, QUERY_MOST).trim();
  if (text === '') return [];
  return searchAccounts(house.view(), house.domain, text, OFFSET_MOST).slice(
    wish.offset,
    wish.offset + wish.limit,
  );
}

/** Hashtags that begin with the text, in any of their spellings. */
export function findTags(house: House, wish: Wish): readonly TagRow[] {
  const key = hashtagKey(wish.text.trim().replace(/^[#＃]/, ''));
  if (key === '' || /\s/.test(key)) return [];
  return house.view().of(tagStore).byPrefix(key, wish.limit, Math.min(wish.offset, OFFSET_MOST));
}

/** Posts by their words, newest first: public ones, the viewer's own, and those that mention the viewer. Through the gate. */
export function findStatuses(house: House, viewerId: number | undefined, wish: Wish): SeenStatus[] {
  const byAddress = statusAt(house, viewerId, wish.text.trim());
  if (byAddress) return wish.offset === 0 ? [byAddress] : [];
  const query = parseQuery(wish.text);
  const match = matchOf(query, viewerId, authorsOf(house, viewerId, query, wish.accountId));
  if (!match) return [];
  const above = Math.max(query.above, wish.minId ?? 0);
  const below = Math.min(query.below, wish.maxId ?? Number.MAX_SAFE_INTEGER);
  const view = house.view();
  const ids = view
    .keep(indexReader)
    .find(match, above, below, wish.limit, Math.min(wish.offset, OFFSET_MOST));
  return seeStatuses(view, viewerId, ids);
}

function authorsOf(
  house: House,
  viewerId: number | undefined,
  query: PostQuery,
  accountId: number | undefined,
): number[] {
  const named = query.from.flatMap((name) => {
    if (name === 'me') return viewerId ?? [];
    return findByHandle(house.view(), house.domain, name)?.id ?? [];
  });
  return accountId === undefined ? named : [accountId];
}

/** The post that a local address names. */
function statusAt(house: House, viewerId: number | undefined, text: string): SeenStatus | undefined {
  if (!text.startsWith(`${house.origin}/`)) return undefined;
  const match = /^\/@[^/]+\/(\d+)$/.exec(text.slice(house.origin.length));
  const id = parseId(match?.[1]);
  return id === undefined ? undefined : seeStatus(house.view(), viewerId, id);
}
