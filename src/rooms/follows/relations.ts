import type { Db } from '#log/sqlite.ts';
import { boundedMap } from '#machinery/bounded-map.ts';
import { relationChanged } from '#rooms/follows/events.ts';
import type { View } from '#view/reader.ts';

/** Accounts in all the sets together, at most: the bound of the cache. */
const TIES_MOST = 4_000_000;

/** How one account stands to all others, as the gate and timelines need it. Ids of accounts. */
export type Relations = {
  readonly following: ReadonlySet<number>;
  /** Followed, but without their boosts. */
  readonly boostsHidden: ReadonlySet<number>;
  readonly blocking: ReadonlySet<number>;
  readonly blockedBy: ReadonlySet<number>;
  /** Muted account → when it ends (milliseconds), Infinity for never. */
  readonly muting: ReadonlyMap<number, number>;
  readonly domainBlocks: ReadonlySet<string>;
};

/** Reads relations straight from the view: for apply, which may not trust a cache. */
export function relationStore(db: Db) {
  // One row of JSON: a thousand rows as objects take three times as long.
  const following = db.prepare<{ all: string; quiet: string }>(
    `SELECT json_group_array(followee_id) AS "all", json_group_array(followee_id) FILTER (WHERE reblogs = 0) AS quiet
     FROM follow WHERE follower_id = ?`,
  );
  const blocking = db.prepare<{ id: number }>('SELECT target_id AS id FROM block WHERE account_id = ?');
  const blockedBy = db.prepare<{ id: number }>('SELECT account_id AS id FROM block WHERE target_id = ?');
  const muting = db.prepare<{ id: number; expiresAt: number | null }>(
    'SELECT target_id AS id, expires_at AS expiresAt FROM mute WHERE account_id = ?',
  );
  const domains = db.prepare<{ domain: string }>('SELECT domain FROM domain_block WHERE account_id = ?');
  const follows = db.prepare<{ one: number }>(
    'SELECT 1 AS one FROM follow WHERE follower_id = ? AND followee_id = ?',
  );
  const blocks = db.prepare<{ one: number }>(
    'SELECT 1 AS one FROM block WHERE account_id = ? AND target_id = ?',
  );
  const blocksDomain = db.prepare<{ one: number }>(
    'SELECT 1 AS one FROM domain_block WHERE account_id = ? AND domain = ?',
  );
  return {
    of(accountId: number): Relations {
      const followed = following.get(accountId);
      return {
        following: idSet(followed?.all),
        boostsHidden: idSet(followed?.quiet),
        blocking: new Set(blocking.all(accountId).map((row) => row.id)),
        blockedBy: new Set(blockedBy.all(accountId).map((row) => row.id)),
        muting: new Map(muting.all(accountId).map((row) => [row.id, row.expiresAt ?? Infinity])),
        domainBlocks: new Set(domains.all(accountId).map((row) => row.domain)),
      };
    },
    follows: (followerId: number, followeeId: number) => follows.get(followerId, followeeId) !== undefined,
    blocks: (accountId: number, targetId: number) => blocks.get(accountId, targetId) !== undefined,
    blocksDomain: (accountId: number, domain: string) => blocksDomain.get(accountId, domain) !== undefined,
  };
}

function idSet(list = '[]'): ReadonlySet<number> {
  return new Set(JSON.parse(list) as number[]);
}

function weightOf(relations: Relations): number {
  const { following, blocking, blockedBy, muting, domainBlocks } = relations;
  return 100 + following.size + blocking.size + blockedBy.size + muting.size + domainBlocks.size;
}

/** Relations of the accounts that are here now, in memory, dropped when they change. */
export function relationCache(view: View) {
  const cache = boundedMap<number, Relations>(TIES_MOST, weightOf);
  view.on(relationChanged, ({ accountId, targetId }) => {
    cache.delete(accountId);
    cache.delete(targetId);
  });
  view.onGap(() => cache.clear());
  return {
    of(accountId: number): Relations {
      const known = cache.get(accountId);
      if (known) return known;
      const relations = view.of(relationStore).of(accountId);
      cache.set(accountId, relations);
      return relations;
    },
  };
}
