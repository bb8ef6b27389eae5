import type { Db } from '#log/sqlite.ts';

/** An uploaded file as the view keeps it; `file` and `preview` are names in the files port. */
export type MediaRow = {
  readonly id: number;
  readonly accountId: number;
  readonly statusId: number | null;
  readonly position: number;
  readonly kind: 'image' | 'gifv' | 'video' | 'audio' | 'unknown';
  readonly mime: string;
  readonly file: string;
  readonly preview: string | null;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly previewWidth: number;
  readonly previewHeight: number;
  readonly blurhash: string | null;
  readonly description: string;
  readonly focusX: number;
  readonly focusY: number;
  readonly addedAt: number;
};

export type NewMedia = Omit<MediaRow, 'statusId' | 'position'>;

/** Words about a file, and the point of it that must stay in sight (-1 to 1). */
export type MediaWords = {
  readonly id: number;
  readonly description?: string | undefined;
  readonly focus?: { readonly x: number; readonly y: number } | undefined;
};

export const MEDIA_COLUMNS = `id, account_id AS accountId, status_id AS statusId, position, kind, mime, file, preview, bytes, width, height,
  preview_width AS previewWidth, preview_height AS previewHeight, blurhash, description, focus_x AS focusX,
  focus_y AS focusY, added_at AS addedAt`;

export function mediaStore(db: Db) {
  const byId = db.prepare<MediaRow>(`SELECT ${MEDIA_COLUMNS} FROM media WHERE id = ?`);
  const ofStatuses = db.prepare<MediaRow>(
    `SELECT ${MEDIA_COLUMNS} FROM media WHERE status_id IN (SELECT value FROM json_each(?)) ORDER BY status_id, position`,
  );
  const attach = db.prepare('UPDATE media SET status_id = ?, position = ? WHERE id = ?');
  const describe = db.prepare(
    `UPDATE media SET description = coalesce(?2, description), focus_x = coalesce(?3, focus_x),
     focus_y = coalesce(?4, focus_y) WHERE id = ?1`,
  );
  const detachAll = db.prepare('UPDATE media SET status_id = NULL, added_at = ?2 WHERE status_id = ?1');
  const insert = db.prepare(
    `INSERT INTO media (id, account_id, kind, mime, file, preview, bytes, width, height, preview_width, preview_height,
       blurhash, description, focus_x, focus_y, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    byId: (id: number) => byId.get(id),
    /** Takes a JSON list of status ids. */
    ofStatuses: (ids: string) => ofStatuses.all(ids),
    attach: (id: number, statusId: number, position: number) => attach.run(statusId, position, id),
    /** Changes what is said about a file; what is left out stays. */
    describe: (change: MediaWords) =>
      void describe.run(
        change.id,
        change.description ?? null,
        change.focus?.x ?? null,
        change.focus?.y ?? null,
      ),
    /** Lets a status go from its files; from now on they are as if uploaded at `at`. */
    detachAll: (statusId: number, at: number) => void detachAll.run(statusId, at),
    insert: (m: NewMedia) =>
      void insert.run(
        m.id,
        m.accountId,
        m.kind,
        m.mime,
        m.file,
        m.preview,
        m.bytes,
        m.width,
        m.height,
        m.previewWidth,
        m.previewHeight,
        m.blurhash,
        m.description,
        m.focusX,
        m.focusY,
        m.addedAt,
      ),
  };
}
