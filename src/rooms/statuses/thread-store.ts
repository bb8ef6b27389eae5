import type { Db } from '#log/sqlite.ts';

/** The ids above and below a status in its thread. */
export function threadStore(db: Db) {
  const above = db.prepare<{ id: number }>(
    `WITH RECURSIVE up (id, depth) AS (
       SELECT reply_to_id, 1 FROM status WHERE id = ?1 AND reply_to_id IS NOT NULL
       UNION ALL
       SELECT s.reply_to_id, depth + 1 FROM up JOIN status s ON s.id = up.id
       WHERE s.reply_to_id IS NOT NULL AND depth < ?2
     ) SELECT id FROM up ORDER BY depth DESC`,
  );
  const below = db.prepare<{ id: number }>(
    `WITH RECURSIVE down (id, depth) AS (
       VALUES (?1, 0)
       UNION ALL
       SELECT s.id, depth + 1 FROM down CROSS JOIN status s
         ON s.id IN (SELECT r.id FROM status r WHERE r.reply_to_id = down.id ORDER BY r.id LIMIT ?2)
       ORDER BY 2 DESC, 1
     ) SELECT id FROM down LIMIT ?2 + 1`,
  );
  return {
    /** What it answers, and what that answers, the top of the thread first. */
    above: (id: number, most: number) => above.all(id, most).map((row) => row.id),
    /** Answers, each followed by the answers to it, older ones first. */
    below: (id: number, most: number) =>
      below
        .all(id, most)
        .slice(1)
        .map((row) => row.id),
  };
}
