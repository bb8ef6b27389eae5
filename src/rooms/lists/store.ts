import type { Db } from '#log/sqlite.ts';
import type { RepliesPolicy } from '#rooms/lists/rules/list.ts';
import { relationPages } from '#view/relation-page.ts';

export type ListRow = {
  readonly id: number;
  readonly accountId: number;
  readonly title: string;
  readonly repliesPolicy: RepliesPolicy;
  /** Members of an exclusive list are read there and not at home. */
  readonly exclusive: number;
};

const COLUMNS = 'l.id, l.account_id AS accountId, l.title, l.replies_policy AS repliesPolicy, l.exclusive';

export function listStore(db: Db) {
  const byId = db.prepare<ListRow>(`SELECT ${COLUMNS} FROM list l WHERE l.id = ?`);
  const of = db.prepare<ListRow>(
    `SELECT ${COLUMNS} FROM list l WHERE l.account_id = ? ORDER BY l.title, l.id`,
  );
  const holding = db.prepare<ListRow>(
    `SELECT ${COLUMNS} FROM list l JOIN list_member m ON m.list_id = l.id AND m.account_id = ?2
     WHERE l.account_id = ?1 ORDER BY l.title, l.id`,
  );
  const put = db.prepare(
    `INSERT INTO list (id, account_id, title, replies_policy, exclusive) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET title = excluded.title, replies_policy = excluded.replies_policy,
     exclusive = excluded.exclusive`,
  );
  const remove = db.prepare('DELETE FROM list WHERE id = ?');
  return {
    byId: (id: number) => byId.get(id),
    /** An account's lists by title. */
    of: (accountId: number) => of.all(accountId),
    /** Those of an account's lists that hold a member. */
    holding: (accountId: number, memberId: number) => holding.all(accountId, memberId),
    /** Makes a list, or changes one that is there. */
    put: (list: ListRow) =>
      void put.run(list.id, list.accountId, list.title, list.repliesPolicy, list.exclusive),
    remove: (id: number) => void remove.run(id),
  };
}

/** Who is on which list. */
export function memberStore(db: Db) {
  const add = db.prepare('INSERT OR IGNORE INTO list_member (list_id, account_id, seq) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM list_member WHERE list_id = ? AND account_id = ?');
  const removeSome = db.prepare(
    `DELETE FROM list_member WHERE (list_id, account_id) IN
     (SELECT list_id, account_id FROM list_member WHERE list_id = ? LIMIT ?)`,
  );
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM list_member WHERE list_id = ?');
  return {
    /** Whether they are new on the list. */
    add: (listId: number, accountId: number, seq: number) =>
      Number(add.run(listId, accountId, seq).changes) > 0,
    remove: (listId: number, accountId: number) => Number(remove.run(listId, accountId).changes) > 0,
    /** Takes some members off, at most so many; true when more may be left. */
    removeSome: (listId: number, most: number) => Number(removeSome.run(listId, most).changes) === most,
    count: (listId: number) => count.get(listId)!.n,
    page: relationPages(db, { table: 'list_member', owner: 'list_id', item: 'account_id' }),
  };
}
