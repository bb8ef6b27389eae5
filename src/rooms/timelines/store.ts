import type { Db, Statement, Value } from '#log/sqlite.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import { type Stretch, stretch, type Walk } from '#rooms/timelines/walk.ts';

const ENTRY = `s.id, s.account_id AS accountId, s.visibility, s.local, s.boost_of_id AS boostOfId,
  s.reply_to_account_id AS replyToAccountId`;
/** The condition of the index status_public, word for word. */
const ON_PUBLIC = `s.visibility = 0 AND s.boost_of_id IS NULL AND s.imported = 0
  AND (s.reply_to_account_id IS NULL OR s.reply_to_account_id = s.account_id)`;

/** A pair of statements that walk one index, with ids below ?1 and above ?2, at most ?3; further values follow. */
type Pair = { readonly down: Statement<Entry>; readonly up: Statement<Entry> };

/** All SQL of timelines. Every statement seeks in an index by id and stops at its limit. */
export function timelineStore(db: Db) {
  const pair = (from: string, where: string, id = 's.id'): Pair => ({
    down: db.prepare(
      `SELECT ${ENTRY} FROM ${from} WHERE ${where} AND ${id} < ?1 AND ${id} > ?2 ORDER BY ${id} DESC LIMIT ?3`,
    ),
    up: db.prepare(
      `SELECT ${ENTRY} FROM ${from} WHERE ${where} AND ${id} < ?1 AND ${id} > ?2 ORDER BY ${id} LIMIT ?3`,
    ),
  });
  const byMedia = 'media m CROSS JOIN status s ON s.id = m.status_id';
  const first = 'm.position = 0';
  const publicOf = pair('status s INDEXED BY status_public', `${ON_PUBLIC} AND s.local = ?4`);
  const publicMedia = pair(byMedia, `${first} AND ${ON_PUBLIC}`, 'm.status_id');
  const author = pair('status s INDEXED BY status_account', 's.account_id = ?4 AND s.imported = ?5');
  const authorMedia = pair(byMedia, `${first} AND m.account_id = ?4 AND s.account_id = ?4`, 'm.status_id');
  const byTag = 'status_tag t CROSS JOIN status s ON s.id = t.status_id';
  const tagged = 't.tag_id = ?4 AND s.visibility = 0 AND s.boost_of_id IS NULL';
  const tag = pair(byTag, tagged, 't.status_id');
  const tagLive = pair(byTag, `${tagged} AND s.imported = 0`, 't.status_id');
  const direct = pair('status s INDEXED BY status_direct', 's.visibility = 3 AND s.account_id = ?4');
  const directTo = pair(
    'mention t CROSS JOIN status s ON s.id = t.status_id',
    't.account_id = ?4 AND s.visibility = 3',
    't.status_id',
  );
  const byIds = db.prepare<Entry>(
    `SELECT ${ENTRY} FROM status s WHERE s.id IN (SELECT value FROM json_each(?))`,
  );
  const pinned = db.prepare<{ id: number }>(
    'SELECT status_id AS id FROM pin WHERE account_id = ? ORDER BY seq DESC LIMIT ?',
  );
  const tagBelow = db.prepare<{ id: number | null }>(
    'SELECT max(status_id) AS id FROM status_tag WHERE tag_id = ? AND status_id <= ?',
  );
  const tagAbove = db.prepare<{ id: number | null }>(
    'SELECT min(status_id) AS id FROM status_tag WHERE tag_id = ? AND status_id >= ?',
  );
  return {
    publicOf: (local: 0 | 1) => walkOf(publicOf, local),
    publicMedia: () => walkOf(publicMedia),
    /** One author's own statuses, those imported or those not. */
    author: (accountId: number, imported: 0 | 1) => walkOf(author, accountId, imported),
    authorMedia: (accountId: number) => walkOf(authorMedia, accountId),
    /** Public statuses with a hashtag, imported ones too. */
    tag: (tagId: number) => walkOf(tag, tagId),
    tagLive: (tagId: number) => walkOf(tagLive, tagId),
    direct: (accountId: number) => walkOf(direct, accountId),
    directTo: (accountId: number) => walkOf(directTo, accountId),
    byIds: (ids: readonly number[]) => byIds.all(JSON.stringify(ids)),
    /** Pinned statuses, the newest pin first. */
    pinned: (accountId: number, most: number) => pinned.all(accountId, most).map((row) => row.id),
    /** The nearest status with a hashtag, at or below an id. */
    tagAtOrBelow: (tagId: number, id: number) => tagBelow.get(tagId, id)?.id ?? undefined,
    tagAtOrAbove: (tagId: number, id: number) => tagAbove.get(tagId, id)?.id ?? undefined,
  };
}

function walkOf(statements: Pair, ...values: Value[]): Walk {
  const read = (statement: Statement<Entry>, below: number, above: number, most: number): Stretch =>
    stretch(statement.all(below, above, most, ...values), most);
  return {
    down: (below, above, most) => read(statements.down, below, above, most),
    up: (above, below, most) => read(statements.up, below, above, most),
  };
}
