import type { Db, Statement } from '#log/sqlite.ts';
import type { RepliesPolicy } from '#rooms/timelines/rules/home.ts';

/** Somebody whose statuses go into a timeline, and an id that bounds the next of theirs in walking order. */
export type Head = { readonly accountId: number; readonly nextId: number };

/** Who writes into one timeline: a reader's home, or a list. `id` is the reader's or the list's. */
export type Circle = { readonly kind: 'home' | 'list'; readonly id: number };

/** A list as its timeline needs it. */
export type ListFrame = { readonly accountId: number; readonly repliesPolicy: RepliesPolicy };

const PEOPLE = {
  home: `(SELECT followee_id AS id FROM follow WHERE follower_id = ?1 UNION ALL SELECT ?1)`,
  list: `(SELECT account_id AS id FROM list_member WHERE list_id = ?1)`,
};
const OWN =
  'SELECT s.id FROM status s INDEXED BY status_account WHERE s.account_id = p.id AND s.imported = 0';

type Heads = Record<'newest' | 'below' | 'above', Statement<Head>>;

/** The people behind home and list timelines, those with the nearest statuses first. */
export function peopleStore(db: Db) {
  const headsOf = (people: string): Heads => ({
    newest: db.prepare(
      `SELECT p.id AS accountId, c.last_status_id AS nextId FROM ${people} p
       CROSS JOIN account_stat c ON c.account_id = p.id WHERE c.last_status_id > ?2 ORDER BY nextId DESC LIMIT ?3`,
    ),
    below: db.prepare(
      `SELECT p.id AS accountId, (${OWN} AND s.id < ?2 ORDER BY s.id DESC LIMIT 1) AS nextId FROM ${people} p
       WHERE nextId IS NOT NULL ORDER BY nextId DESC LIMIT ?3`,
    ),
    above: db.prepare(
      `SELECT p.id AS accountId, (${OWN} AND s.id > ?2 ORDER BY s.id LIMIT 1) AS nextId FROM ${people} p
       CROSS JOIN account_stat c ON c.account_id = p.id
       WHERE c.last_status_id > ?2 AND nextId IS NOT NULL ORDER BY nextId LIMIT ?3`,
    ),
  });
  const heads = { home: headsOf(PEOPLE.home), list: headsOf(PEOPLE.list) };
  const members = db.prepare<{ id: number }>('SELECT account_id AS id FROM list_member WHERE list_id = ?');
  const list = db.prepare<ListFrame>(
    'SELECT account_id AS accountId, replies_policy AS repliesPolicy FROM list WHERE id = ?',
  );
  const exclusive = db.prepare<{ id: number }>(
    `SELECT m.account_id AS id FROM list l JOIN list_member m ON m.list_id = l.id
     WHERE l.account_id = ? AND l.exclusive = 1`,
  );
  const tags = db.prepare<{ id: number }>('SELECT tag_id AS id FROM tag_follow WHERE account_id = ?');
  return {
    /** Those who posted last come first; `nextId` is at or above their newest status. */
    newest: (of: Circle, above: number, most: number) => heads[of.kind].newest.all(of.id, above, most),
    /** `nextId` is their newest status below an id. */
    below: (of: Circle, id: number, most: number) => heads[of.kind].below.all(of.id, id, most),
    /** `nextId` is their oldest status above an id. */
    above: (of: Circle, id: number, most: number) => heads[of.kind].above.all(of.id, id, most),
    members: (listId: number) => new Set(members.all(listId).map((row) => row.id)),
    list: (listId: number) => list.get(listId),
    /** Members of an account's exclusive lists. */
    exclusive: (accountId: number) => new Set(exclusive.all(accountId).map((row) => row.id)),
    followedTags: (accountId: number) => new Set(tags.all(accountId).map((row) => row.id)),
  };
}
