import type { Db } from '#log/sqlite.ts';

/** A hashtag's use on one UTC day. `day` is the day's start, milliseconds. */
export type DayOfUse = {
  readonly tagId: number;
  readonly day: number;
  readonly uses: number;
  readonly accounts: number;
};

export type ScoredTag = {
  readonly tagId: number;
  readonly key: string;
  readonly name: string;
  readonly score: number;
  readonly accounts: number;
};

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** Those whose use counts: accounts in good standing. */
const COUNTED = "JOIN account a ON a.id = u.account_id AND a.state = 'active' AND a.silenced = 0";

/** The hour of a moment, counted since 1970. */
export function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}

/** Who used which hashtag in which hour, from public posts alone. */
export function tagUseStore(db: Db) {
  const add = db.prepare(
    'INSERT INTO tag_use (tag_id, hour, account_id, uses) VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET uses = uses + 1',
  );
  const lower = db.prepare(
    'UPDATE tag_use SET uses = uses - 1 WHERE tag_id = ? AND hour = ? AND account_id = ?',
  );
  const drop = db.prepare(
    'DELETE FROM tag_use WHERE tag_id = ? AND hour = ? AND account_id = ? AND uses <= 0',
  );
  const forget = db.prepare(
    `DELETE FROM tag_use WHERE (tag_id, hour, account_id) IN
     (SELECT tag_id, hour, account_id FROM tag_use INDEXED BY tag_use_hour WHERE hour < ? LIMIT ?)`,
  );
  const days = db.prepare<DayOfUse>(
    `SELECT u.tag_id AS tagId, u.hour / ${HOURS_A_DAY} * ${HOURS_A_DAY * HOUR_MS} AS day,
       sum(u.uses) AS uses, count(DISTINCT u.account_id) AS accounts
     FROM tag_use u ${COUNTED} WHERE u.tag_id IN (SELECT value FROM json_each(?)) AND u.hour >= ?
     GROUP BY u.tag_id, u.hour / ${HOURS_A_DAY}`,
  );
  const scored = db.prepare<ScoredTag>(
    `SELECT t.id AS tagId, t.key, t.name, s.score, s.accounts FROM (
       SELECT tag_id, sum(pow(0.5, (?1 - hour) / CAST(?2 AS REAL))) AS score, count(*) AS accounts FROM (
         SELECT u.tag_id, u.account_id, max(u.hour) AS hour FROM tag_use u ${COUNTED} WHERE u.hour > ?3 AND u.hour <= ?1
         GROUP BY u.tag_id, u.account_id)
       GROUP BY tag_id HAVING count(*) >= ?4) s
     JOIN tag t ON t.id = s.tag_id ORDER BY s.score DESC, t.key LIMIT ?5`,
  );
  return {
    add: (tagId: number, at: number, accountId: number) => void add.run(tagId, hourOf(at), accountId),
    /** Takes one use back, as if it had not been. */
    remove(tagId: number, at: number, accountId: number): void {
      lower.run(tagId, hourOf(at), accountId);
      drop.run(tagId, hourOf(at), accountId);
    },
    /** Forgets uses of hours before, at most so many; the number forgotten. */
    forget: (beforeHour: number, most: number) => Number(forget.run(beforeHour, most).changes),
    /** Use by day since an hour, of a JSON list of hashtag ids. */
    days: (tagIds: string, sinceHour: number) => days.all(tagIds, sinceHour),
    /** Each account counts once, by its latest hour, half as much for every half-life that has passed since. */
    scored: (
      nowHour: number,
      halfLifeHours: number,
      windowHours: number,
      leastAccounts: number,
      most: number,
    ) => scored.all(nowHour, halfLifeHours, nowHour - windowHours, leastAccounts, most),
  };
}
