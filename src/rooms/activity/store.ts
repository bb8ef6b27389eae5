import type { Db } from '#log/sqlite.ts';
import type { Count } from '#rooms/activity/rules/usual.ts';

/** A group as the operator protects it: `language:fa` or `hashtag:iranelection`. */
export type GroupRow = { readonly name: string; readonly weight: number; readonly zone: string | null };

export function countStore(db: Db) {
  const last = db.prepare<{ bucket: number | null }>(
    'SELECT max(bucket) AS bucket FROM activity_count WHERE name = ?',
  );
  const put = db.prepare(
    `INSERT INTO activity_count (name, bucket, accounts) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET accounts = accounts + excluded.accounts`,
  );
  const forget = db.prepare('DELETE FROM activity_count WHERE bucket = ?');
  const of = db.prepare<Count>(
    'SELECT bucket, accounts FROM activity_count WHERE name = ? AND bucket >= ? AND bucket < ? ORDER BY bucket',
  );
  const busy = db.prepare<{ name: string }>(
    'SELECT name FROM activity_count WHERE bucket >= ? AND accounts >= ? GROUP BY name ORDER BY name LIMIT ?',
  );
  return {
    lastOf: (name: string) => last.get(name)?.bucket ?? undefined,
    /** Adds to a count; there is none to begin with. */
    add: (name: string, bucket: number, accounts: number) => void put.run(name, bucket, accounts),
    forget: (bucket: number) => void forget.run(bucket),
    of: (name: string, from: number, before: number) => of.all(name, from, before),
    /** Groups that have had so many accounts in one bucket since. */
    busy: (from: number, least: number, limit: number) =>
      busy.all(from, least, limit).map(({ name }) => name),
  };
}

export function groupStore(db: Db) {
  const all = db.prepare<GroupRow>('SELECT name, weight, zone FROM activity_group ORDER BY name');
  const put = db.prepare('INSERT OR REPLACE INTO activity_group (name, weight, zone) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM activity_group WHERE name = ?');
  return {
    all: () => all.all(),
    put: (row: GroupRow) => void put.run(row.name, row.weight, row.zone),
    remove: (name: string) => remove.run(name).changes === 1,
  };
}

/**
 * Distinct accounts that posted between two status ids and were made at a moment or before: whoever comes only to crowd an hour
 * does not count yet. What was imported or replayed is of another time.
 */
export function posterStore(db: Db) {
  const live = `s.id >= ?1 AND s.id < ?2 AND s.imported = 0 AND s.label IS NULL
    AND EXISTS (SELECT 1 FROM account a WHERE a.id = s.account_id AND a.created_on <= ?3)`;
  const all = db.prepare<{ n: number }>(
    `SELECT count(DISTINCT s.account_id) AS n FROM status s WHERE ${live}`,
  );
  const languages = db.prepare<{ language: string; n: number }>(
    `SELECT s.language, count(DISTINCT s.account_id) AS n FROM status s WHERE ${live} AND s.language IS NOT NULL
     GROUP BY s.language ORDER BY n DESC, s.language LIMIT ?4`,
  );
  const hashtag = db.prepare<{ n: number }>(
    `SELECT count(DISTINCT s.account_id) AS n FROM status_tag st JOIN tag t ON t.id = st.tag_id
     JOIN status s ON s.id = st.status_id WHERE t.key = ?4 AND st.status_id >= ?1 AND st.status_id < ?2 AND ${live}`,
  );
  return (from: number, before: number, madeBy: number) => ({
    all: () => all.get(from, before, madeBy)!.n,
    languages: (limit: number) => languages.all(from, before, madeBy, limit),
    hashtag: (key: string) => hashtag.get(from, before, madeBy, key)!.n,
  });
}
