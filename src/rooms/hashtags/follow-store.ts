import type { Db } from '#log/sqlite.ts';
import type { TagRow } from '#rooms/hashtags/store.ts';
import { relationPages } from '#view/relation-page.ts';

/** A hashtag with what one account does with it, as 0 or 1. */
export type OwnTag = TagRow & { readonly following: number; readonly featuring: number };

/** Who follows which hashtag. */
export function tagFollowStore(db: Db) {
  const add = db.prepare('INSERT OR IGNORE INTO tag_follow (account_id, tag_id, seq) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM tag_follow WHERE account_id = ? AND tag_id = ?');
  const has = db.prepare<{ one: number }>(
    'SELECT 1 AS one FROM tag_follow WHERE account_id = ? AND tag_id = ?',
  );
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM tag_follow WHERE account_id = ?');
  const own = db.prepare<OwnTag>(
    `SELECT t.id, t.key, t.name,
       EXISTS (SELECT 1 FROM tag_follow f WHERE f.account_id = ?1 AND f.tag_id = t.id) AS following,
       EXISTS (SELECT 1 FROM featured_tag f WHERE f.account_id = ?1 AND f.tag_id = t.id) AS featuring
     FROM json_each(?2) asked CROSS JOIN tag t ON t.id = asked.value`,
  );
  return {
    /** Whether it is new. */
    add: (accountId: number, tagId: number, seq: number) =>
      Number(add.run(accountId, tagId, seq).changes) > 0,
    /** Whether there was one. */
    remove: (accountId: number, tagId: number) => Number(remove.run(accountId, tagId).changes) > 0,
    has: (accountId: number, tagId: number) => has.get(accountId, tagId) !== undefined,
    count: (accountId: number) => count.get(accountId)!.n,
    /** Hashtags by id for one account (0: nobody), in the order asked. */
    own: (accountId: number, tagIds: readonly number[]) => own.all(accountId, JSON.stringify(tagIds)),
    page: relationPages(db, { table: 'tag_follow', owner: 'account_id', item: 'tag_id' }),
  };
}
