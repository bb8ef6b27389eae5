import type { Db } from '#log/sqlite.ts';
import type { Source } from '#rooms/archive/rules/post.ts';

/** A post that was imported: its id at the source and here. */
export type Imported = { readonly sourceId: string; readonly statusId: number };

/** A post whose moment helps to estimate others'. */
export type Anchor = { readonly id: number; readonly at: number };

/** Digits of tweets that were counted up; later ones have more. */
const COUNTED_DIGITS = 11;

/** All SQL of imports. */
export function importStore(db: Db) {
  const account = db.prepare<{ id: number }>(
    'SELECT account_id AS id FROM import_account WHERE source = ? AND source_id = ?',
  );
  const putAccount = db.prepare(
    'INSERT INTO import_account (source, source_id, account_id) VALUES (?, ?, ?)',
  );
  const find = db.prepare<{ id: number }>(
    'SELECT status_id AS id FROM import_source WHERE account_id = ? AND source = ? AND source_id = ?',
  );
  const known = db.prepare<Imported>(
    `SELECT source_id AS sourceId, status_id AS statusId FROM import_source
     WHERE account_id = ? AND source = ? AND source_id IN (SELECT value FROM json_each(?))`,
  );
  const put = db.prepare(
    'INSERT INTO import_source (account_id, source, source_id, status_id, estimated) VALUES (?, ?, ?, ?, ?)',
  );
  const highest = db.prepare<{ id: number }>(
    'SELECT id FROM status WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1',
  );
  const setEdited = db.prepare('UPDATE status SET edited_at = ? WHERE id = ?');
  const anchor = `SELECT CAST(i.source_id AS INTEGER) AS id, s.created_at AS at FROM import_source i
    JOIN status s ON s.id = i.status_id WHERE i.source = 'twitter' AND length(i.source_id) <= ${COUNTED_DIGITS}`;
  const exact = db.prepare<Anchor>(`${anchor} AND i.estimated = 0 LIMIT ?`);
  const estimated = db.prepare<Anchor>(`${anchor} AND i.estimated = 1 AND i.account_id = ? LIMIT ?`);
  return {
    /** The account that an archive's person was given here. */
    accountOf: (source: Source, sourceId: string) => account.get(source, sourceId)?.id,
    putAccount: (source: Source, sourceId: string, accountId: number) =>
      void putAccount.run(source, sourceId, accountId),
    statusOf: (accountId: number, source: Source, sourceId: string) =>
      find.get(accountId, source, sourceId)?.id,
    /** Which of these posts are here already. Takes a JSON list of their ids at the source. */
    known: (accountId: number, source: Source, sourceIds: string) => known.all(accountId, source, sourceIds),
    put: (accountId: number, source: Source, post: Imported, estimated: boolean) =>
      void put.run(accountId, source, post.sourceId, post.statusId, estimated ? 1 : 0),
    /** The highest status id from `least` on and below `below`. */
    highestId: (least: number, below: number) => highest.get(least, below)?.id,
    setEdited: (statusId: number, at: number) => void setEdited.run(at, statusId),
    /** Tweets imported before with their exact time, whoever wrote them. */
    exactTimes: (most: number) => exact.all(most),
    /** Tweets of an account whose time was estimated before. */
    estimatedTimes: (accountId: number, most: number) => estimated.all(accountId, most),
  };
}
