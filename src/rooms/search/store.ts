import type { Db } from '#log/sqlite.ts';

/** A post as it goes into the index. Lists are JSON. */
export type IndexedRow = {
  readonly id: number;
  readonly accountId: number;
  readonly visibility: number;
  readonly text: string;
  readonly html: string;
  readonly spoiler: string;
  readonly language: string | null;
  readonly sensitive: number;
  readonly replyToId: number | null;
  readonly mentioned: string;
  readonly media: string;
  readonly descriptions: string;
};

export type IndexedEvent = { readonly seq: number; readonly kind: string; readonly body: string };

const ROW = `SELECT s.id, s.account_id AS accountId, s.visibility, s.text, s.html, s.spoiler, s.language, s.sensitive,
    s.reply_to_id AS replyToId,
    (SELECT json_group_array(m.account_id) FROM mention m WHERE m.status_id = s.id) AS mentioned,
    (SELECT json_group_array(f.kind) FROM media f WHERE f.status_id = s.id) AS media,
    (SELECT coalesce(group_concat(f.description, ' '), '') FROM media f WHERE f.status_id = s.id) AS descriptions
  FROM status s`;

/** What the index takes from the view. */
export function sourceStore(db: Db) {
  const byIds = db.prepare<IndexedRow>(
    `${ROW} WHERE s.id IN (SELECT value FROM json_each(?)) AND s.boost_of_id IS NULL`,
  );
  const below = db.prepare<IndexedRow>(
    `${ROW} WHERE s.id < ? AND s.boost_of_id IS NULL ORDER BY s.id DESC LIMIT ?`,
  );
  const events = db.prepare<IndexedEvent>(
    `SELECT seq, kind, body FROM event WHERE seq > ? AND seq <= ? AND kind IN (SELECT value FROM json_each(?))
     ORDER BY seq, n LIMIT ?`,
  );
  return {
    byIds: (ids: readonly number[]) => byIds.all(JSON.stringify(ids)),
    /** Posts with lower ids, newest first. */
    below: (id: number, most: number) => below.all(id, most),
    /** Events of some kinds (a JSON list) after one sequence, up to and with another. */
    events: (after: number, upTo: number, kinds: string, most: number) =>
      events.all(after, upTo, kinds, most),
  };
}
