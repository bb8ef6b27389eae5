import type { Db } from '#log/sqlite.ts';
import { relationPages } from '#view/relation-page.ts';

/** Of how many of somebody's newest posts a featured hashtag's are counted. */
const COUNTED_MOST = 2_000;

/** `statuses`: public and unlisted ones with it, among the newest of the account. */
export type FeaturedTag = {
  readonly id: number;
  readonly tagId: number;
  readonly name: string;
  readonly statuses: number;
};

/** What people put on profiles: accounts and hashtags they recommend, and notes that only they read. */
export function profileStore(db: Db) {
  const tags = db.prepare<FeaturedTag>(
    `SELECT f.id, f.tag_id AS tagId, t.name, (
       SELECT count(*) FROM (
         SELECT id FROM status WHERE account_id = ?1 AND visibility <= 1 ORDER BY id DESC LIMIT ${COUNTED_MOST}
       ) s JOIN status_tag st ON st.tag_id = f.tag_id AND st.status_id = s.id
     ) AS statuses FROM featured_tag f JOIN tag t ON t.id = f.tag_id WHERE f.account_id = ?1 ORDER BY t.name`,
  );
  const insertTag = db.prepare('INSERT INTO featured_tag (id, account_id, tag_id) VALUES (?, ?, ?)');
  const removeTag = db.prepare('DELETE FROM featured_tag WHERE account_id = ? AND id = ?');
  const used = db.prepare<{ id: number }>(
    `SELECT t.id FROM (
       SELECT id FROM status WHERE account_id = ?1 AND visibility <= 1 ORDER BY id DESC LIMIT 200
     ) s JOIN status_tag st ON st.status_id = s.id JOIN tag t ON t.id = st.tag_id
     WHERE NOT EXISTS (SELECT 1 FROM featured_tag f WHERE f.account_id = ?1 AND f.tag_id = t.id)
     GROUP BY t.id ORDER BY count(*) DESC, t.name LIMIT ?2`,
  );
  const putNote = db.prepare(
    `INSERT INTO account_note (account_id, target_id, text) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET text = excluded.text`,
  );
  const removeNote = db.prepare('DELETE FROM account_note WHERE account_id = ? AND target_id = ?');
  const endorse = db.prepare(
    'INSERT OR IGNORE INTO endorsement (account_id, target_id, seq) VALUES (?, ?, ?)',
  );
  const unendorse = db.prepare('DELETE FROM endorsement WHERE account_id = ? AND target_id = ?');
  const endorsed = db.prepare<{ n: number }>('SELECT count(*) AS n FROM endorsement WHERE account_id = ?');
  return {
    featuredTags: (accountId: number) => tags.all(accountId),
    addFeaturedTag: (id: number, accountId: number, tagId: number) =>
      void insertTag.run(id, accountId, tagId),
    /** Whether there was one. */
    removeFeaturedTag: (accountId: number, id: number) => Number(removeTag.run(accountId, id).changes) > 0,
    /** Ids of hashtags of the newest posts that are not featured yet, the most used first. */
    usedTags: (accountId: number, limit: number) => used.all(accountId, limit).map((row) => row.id),
    putNote: (accountId: number, targetId: number, text: string) =>
      void putNote.run(accountId, targetId, text),
    removeNote: (accountId: number, targetId: number) => void removeNote.run(accountId, targetId),
    endorse: (accountId: number, targetId: number, seq: number) => void endorse.run(accountId, targetId, seq),
    unendorse: (accountId: number, targetId: number) => void unendorse.run(accountId, targetId),
    endorsements: (accountId: number) => endorsed.get(accountId)!.n,
    endorsedBy: relationPages(db, { table: 'endorsement', owner: 'account_id', item: 'target_id' }),
  };
}
