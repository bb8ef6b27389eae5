import type { Db } from '#log/sqlite.ts';

/** A wording that was replaced. Times in milliseconds; `media` is JSON of KeptMedia[]. */
export type WordingRow = {
  readonly statusId: number;
  /** 0 for the first wording, then counting up. */
  readonly n: number;
  readonly at: number;
  readonly html: string;
  readonly spoiler: string;
  readonly sensitive: number;
  readonly media: string;
  /** Null once the retention took the words away and left the time. */
  readonly replacedAt: number | null;
};

/** An attachment as it was described then. The file itself is shown only while it is still attached. */
export type KeptMedia = { readonly id: number; readonly description: string };

/** A status's new wording. */
export type NewWording = {
  readonly id: number;
  readonly text: string;
  readonly html: string;
  readonly spoiler: string;
  readonly sensitive: number;
  readonly language: string | null;
  readonly editedAt: number | null;
};

export function editStore(db: Db) {
  const keep = db.prepare(
    `INSERT INTO status_edit (status_id, n, at, html, spoiler, sensitive, media, replaced_at)
     SELECT ?1, coalesce(max(n) + 1, 0), ?2, ?3, ?4, ?5, ?6, ?7 FROM status_edit WHERE status_id = ?1`,
  );
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM status_edit WHERE status_id = ?');
  const dropSecond = db.prepare(
    `DELETE FROM status_edit WHERE status_id = ?1
     AND n = (SELECT min(n) FROM status_edit WHERE status_id = ?1 AND n > 0)`,
  );
  const all = db.prepare<WordingRow>(
    `SELECT status_id AS statusId, n, at, html, spoiler, sensitive, media, replaced_at AS replacedAt
     FROM status_edit WHERE status_id = ? ORDER BY n`,
  );
  const rewrite = db.prepare(
    `UPDATE status SET text = ?2, html = ?3, spoiler = ?4, sensitive = ?5, language = ?6, edited_at = ?7
     WHERE id = ?1`,
  );
  const removeTag = db.prepare('DELETE FROM status_tag WHERE tag_id = ? AND status_id = ?');
  const removeMention = db.prepare('DELETE FROM mention WHERE status_id = ? AND account_id = ?');
  return {
    keep: (w: Omit<WordingRow, 'n'>) =>
      void keep.run(w.statusId, w.at, w.html, w.spoiler, w.sensitive, w.media, w.replacedAt),
    count: (statusId: number) => count.get(statusId)!.n,
    /** Forgets the oldest wording but the first. */
    dropSecond: (statusId: number) => void dropSecond.run(statusId),
    /** Earlier wordings, the oldest first. */
    of: (statusId: number) => all.all(statusId),
    rewrite: (w: NewWording) =>
      void rewrite.run(w.id, w.text, w.html, w.spoiler, w.sensitive, w.language, w.editedAt),
    removeTag: (tagId: number, statusId: number) => void removeTag.run(tagId, statusId),
    removeMention: (statusId: number, accountId: number) => void removeMention.run(statusId, accountId),
  };
}
