import type { Db } from '#log/sqlite.ts';

/** An imported public post as it is posted again. */
export type ReplayedPost = {
  readonly id: number;
  readonly accountId: number;
  readonly text: string;
  readonly spoiler: string;
  readonly sensitive: number;
  readonly language: string | null;
  readonly replyToId: number | null;
  readonly createdAt: number;
};

const COLUMNS = `s.id, s.account_id AS accountId, s.text, s.spoiler, s.sensitive, s.language, s.reply_to_id AS replyToId,
  s.created_at AS createdAt`;
const PLAYABLE = 's.imported = 1 AND s.visibility = 0 AND s.boost_of_id IS NULL';

/** All SQL of replays: what was imported and may be seen by all, by id, which is by time. */
export function replayStore(db: Db) {
  const tagged = db.prepare<ReplayedPost>(
    `SELECT ${COLUMNS} FROM tag g JOIN status_tag t ON t.tag_id = g.id JOIN status s ON s.id = t.status_id
     WHERE g.key = ? AND s.id >= ? AND s.id < ? AND ${PLAYABLE} ORDER BY s.id LIMIT ?`,
  );
  const within = db.prepare<ReplayedPost>(
    `SELECT ${COLUMNS} FROM status s WHERE s.id >= ? AND s.id < ? AND ${PLAYABLE} ORDER BY s.id LIMIT ?`,
  );
  return {
    /** With a hashtag, ids from `least` on and below `below`. */
    tagged: (key: string, least: number, below: number, limit: number) =>
      tagged.all(key, least, below, limit),
    within: (least: number, below: number, limit: number) => within.all(least, below, limit),
  };
}
