import type { Db } from '#log/sqlite.ts';

/** How far somebody has read a timeline. `updatedAt` in milliseconds, for themselves alone. */
export type MarkerRow = {
  readonly timeline: string;
  readonly lastReadId: number;
  readonly version: number;
  readonly updatedAt: number;
};

export function markerStore(db: Db) {
  const all = db.prepare<MarkerRow>(
    `SELECT timeline, last_read_id AS lastReadId, version, updated_at AS updatedAt FROM marker WHERE account_id = ?`,
  );
  const put = db.prepare(
    `INSERT INTO marker (account_id, timeline, last_read_id, version, updated_at) VALUES (?1, ?2, ?3, 1, ?4)
     ON CONFLICT DO UPDATE SET last_read_id = ?3, version = version + 1, updated_at = ?4`,
  );
  return {
    of: (accountId: number) => all.all(accountId),
    put: (accountId: number, timeline: string, lastReadId: number, at: number) =>
      void put.run(accountId, timeline, lastReadId, at),
  };
}
