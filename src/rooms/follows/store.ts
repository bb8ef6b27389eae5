import type { Db } from '#log/sqlite.ts';
import { relationPages } from '#view/relation-page.ts';

/** How somebody is followed. `languages` is a JSON list, null for all. */
export type FollowOptions = {
  readonly reblogs: number;
  readonly notify: number;
  readonly languages: string | null;
};

type FollowTable = 'follow' | 'follow_request';

/** Statements over follows and requests, which look the same. */
function tableOf(db: Db, table: FollowTable) {
  const find = db.prepare<FollowOptions>(
    `SELECT reblogs, notify, languages FROM ${table} WHERE follower_id = ? AND followee_id = ?`,
  );
  const put = db.prepare(
    `INSERT INTO ${table} (follower_id, followee_id, seq, reblogs, notify, languages) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET reblogs = excluded.reblogs, notify = excluded.notify, languages = excluded.languages`,
  );
  const remove = db.prepare(`DELETE FROM ${table} WHERE follower_id = ? AND followee_id = ?`);
  return {
    find: (followerId: number, followeeId: number) => find.get(followerId, followeeId),
    put: (followerId: number, followeeId: number, seq: number, o: FollowOptions) =>
      void put.run(followerId, followeeId, seq, o.reblogs, o.notify, o.languages),
    /** Whether there was one. */
    remove: (followerId: number, followeeId: number) =>
      Number(remove.run(followerId, followeeId).changes) > 0,
  };
}

export function followStore(db: Db) {
  const requesters = db.prepare<{ id: number }>(
    'SELECT follower_id AS id FROM follow_request WHERE followee_id = ? ORDER BY seq, follower_id LIMIT ?',
  );
  const endorsed = db.prepare('DELETE FROM endorsement WHERE account_id = ? AND target_id = ?');
  const notified = db.prepare<{ id: number }>(
    `SELECT follower_id AS id FROM follow INDEXED BY follow_notify
     WHERE followee_id = ? AND notify = 1 AND follower_id > ? ORDER BY follower_id LIMIT ?`,
  );
  const familiar = db.prepare<{ id: number; targetId: number }>(
    `SELECT f.followee_id AS id, t.value AS targetId
     FROM json_each(?2) t CROSS JOIN account target ON target.id = t.value AND target.show_collections = 1
     CROSS JOIN follow f ON f.follower_id = ?1
     CROSS JOIN account a ON a.id = f.followee_id AND a.show_collections = 1
     CROSS JOIN follow g ON g.follower_id = f.followee_id AND g.followee_id = t.value LIMIT ?3`,
  );
  return {
    follows: tableOf(db, 'follow'),
    requests: tableOf(db, 'follow_request'),
    /** Those who wait longest, to be let in when an account opens. */
    requesters: (accountId: number, most: number) => requesters.all(accountId, most).map((row) => row.id),
    /** Ends the featuring of an account on one's profile. */
    unfeature: (accountId: number, targetId: number) => void endorsed.run(accountId, targetId),
    /** Followers who want to be told of each post, by id above `afterId`. */
    wantTold: (accountId: number, afterId: number, most: number) =>
      notified.all(accountId, afterId, most).map((row) => row.id),
    /** Whom the viewer follows and who follows a target, where both show their lists. Takes a JSON list of targets. */
    familiar: (viewerId: number, targetIds: string, most: number) => familiar.all(viewerId, targetIds, most),
    followersOf: relationPages(db, { table: 'follow', owner: 'followee_id', item: 'follower_id' }),
    followedBy: relationPages(db, { table: 'follow', owner: 'follower_id', item: 'followee_id' }),
    requestsTo: relationPages(db, { table: 'follow_request', owner: 'followee_id', item: 'follower_id' }),
  };
}
