import type { Db } from '#log/sqlite.ts';
import type { PetitionRule } from '#rooms/requests/rules/petition.ts';
import { timedIdAt } from '#values/ids.ts';

/** A hashtag under which people ask together, and what was counted of it last. */
export type PetitionRow = PetitionRule & {
  readonly number: number;
  readonly tagKey: string;
  /** What is published of the count. */
  readonly step: number;
  readonly countedAt: number | null;
  readonly ledger: number | null;
};

const COLUMNS = `p.number, p.tag_key AS tagKey, p.since, p.made_before AS madeBefore,
  p.counted_until AS countedUntil, p.step, p.counted_at AS countedAt, p.ledger`;
/** Public posts of people of this server that are no imports and no boosts. */
const COUNTED = 's.visibility = 0 AND s.local = 1 AND s.imported = 0 AND s.boost_of_id IS NULL';

export function petitionStore(db: Db) {
  const of = db.prepare<PetitionRow>(
    `SELECT ${COLUMNS} FROM request_petition p WHERE p.number IN (SELECT value FROM json_each(?))`,
  );
  const running = db.prepare<PetitionRow>(
    `SELECT ${COLUMNS} FROM request_petition p JOIN request r ON r.number = p.number
     WHERE p.counted_until > ? AND r.publication = 'released' ORDER BY p.number DESC LIMIT ?`,
  );
  const insert = db.prepare(
    'INSERT INTO request_petition (number, tag_key, since, made_before, counted_until) VALUES (?, ?, ?, ?, ?)',
  );
  const count = db.prepare(
    'UPDATE request_petition SET step = ?2, counted_at = ?3, ledger = ?4 WHERE number = ?1',
  );
  const remove = db.prepare('DELETE FROM request_petition WHERE number = ?');
  const accounts = db.prepare<{ n: number }>(
    `SELECT count(DISTINCT s.account_id) AS n FROM tag g JOIN status_tag t ON t.tag_id = g.id
     JOIN status s ON s.id = t.status_id JOIN account a ON a.id = s.account_id
     WHERE g.key = ?1 AND t.status_id >= ?2 AND ${COUNTED}
       AND a.domain = '' AND a.state = 'active' AND a.silenced = 0 AND a.created_on < ?3`,
  );
  return {
    of: (numbers: readonly number[]) => of.all(JSON.stringify(numbers)),
    /** Those whose words are public and that are still counted, the latest first. */
    running: (at: number, most: number) => running.all(at, most),
    insert: (p: PetitionRule & { readonly number: number; readonly tagKey: string }) =>
      void insert.run(p.number, p.tagKey, p.since, p.madeBefore, p.countedUntil),
    count: (number: number, step: number, at: number, ledger: number) =>
      void count.run(number, step, at, ledger),
    remove: (number: number) => void remove.run(number),
    /** Distinct accounts of this server that a petition counts. Exact: only its step may be published. */
    accounts: ({ tagKey, since, madeBefore }: Pick<PetitionRow, 'tagKey' | 'since' | 'madeBefore'>) =>
      accounts.get(tagKey, timedIdAt(since), madeBefore)!.n,
  };
}
