import type { Db } from '#log/sqlite.ts';

/** Everything between a viewer and one account. Flags are 0 or 1; times in milliseconds. */
export type RelationshipRow = {
  readonly id: number;
  readonly domain: string;
  readonly state: string;
  readonly following: number;
  readonly reblogs: number | null;
  readonly notify: number | null;
  readonly languages: string | null;
  readonly followedBy: number;
  readonly blocking: number;
  readonly blockedBy: number;
  readonly muteNotifications: number | null;
  readonly muteExpiresAt: number | null;
  readonly requested: number;
  readonly requestedBy: number;
  readonly domainBlocking: number;
  readonly endorsed: number;
  readonly note: string | null;
};

export function relationshipStore(db: Db) {
  const between = db.prepare<RelationshipRow>(`
    SELECT a.id, a.domain, a.state,
      f.follower_id IS NOT NULL AS following, coalesce(f.reblogs, r.reblogs) AS reblogs,
      coalesce(f.notify, r.notify) AS notify, coalesce(f.languages, r.languages) AS languages,
      EXISTS (SELECT 1 FROM follow WHERE follower_id = a.id AND followee_id = ?1) AS followedBy,
      EXISTS (SELECT 1 FROM block WHERE account_id = ?1 AND target_id = a.id) AS blocking,
      EXISTS (SELECT 1 FROM block WHERE account_id = a.id AND target_id = ?1) AS blockedBy,
      m.notifications AS muteNotifications, m.expires_at AS muteExpiresAt,
      r.follower_id IS NOT NULL AS requested,
      EXISTS (SELECT 1 FROM follow_request WHERE follower_id = a.id AND followee_id = ?1) AS requestedBy,
      EXISTS (SELECT 1 FROM domain_block WHERE account_id = ?1 AND domain = a.domain) AS domainBlocking,
      EXISTS (SELECT 1 FROM endorsement WHERE account_id = ?1 AND target_id = a.id) AS endorsed,
      n.text AS note
    FROM json_each(?2) asked CROSS JOIN account a ON a.id = asked.value
    LEFT JOIN follow f ON f.follower_id = ?1 AND f.followee_id = a.id
    LEFT JOIN follow_request r ON r.follower_id = ?1 AND r.followee_id = a.id
    LEFT JOIN mute m ON m.account_id = ?1 AND m.target_id = a.id
    LEFT JOIN account_note n ON n.account_id = ?1 AND n.target_id = a.id`);
  return {
    /** Rows in the order of `ids`, without accounts that are not there. */
    between: (viewerId: number, ids: readonly number[]) => between.all(viewerId, JSON.stringify(ids)),
  };
}
