import type { Db } from '#log/sqlite.ts';
import type { MaintenanceWindow, WindowState } from '#rooms/maintenance/rules/window.ts';

type Row = Omit<MaintenanceWindow, 'parts' | 'cancelledDuring' | 'automatic' | 'lateSaid' | 'overrunSaid'> & {
  readonly parts: string;
  readonly cancelledDuring: number;
  readonly automatic: number;
  readonly lateSaid: number;
  readonly overrunSaid: number;
};

const COLUMNS = `id, uid, sequence, kind, title, description, parts, effect, state,
  cancelled_during AS cancelledDuring, starts_at AS startsAt, ends_at AS endsAt, earliest, latest,
  started_at AS startedAt, finished_at AS finishedAt, automatic, zone, notice_id AS noticeId,
  created_at AS createdAt, changed_at AS changedAt, late_said AS lateSaid, overrun_said AS overrunSaid, reminded`;

function toWindow(row: Row): MaintenanceWindow {
  return {
    ...row,
    parts: JSON.parse(row.parts) as MaintenanceWindow['parts'],
    cancelledDuring: row.cancelledDuring === 1,
    automatic: row.automatic === 1,
    lateSaid: row.lateSaid === 1,
    overrunSaid: row.overrunSaid === 1,
  };
}

export function windowStore(db: Db) {
  const byId = db.prepare<Row>(`SELECT ${COLUMNS} FROM maintenance_window WHERE id = ?`);
  const inState = db.prepare<Row>(
    `SELECT ${COLUMNS} FROM maintenance_window WHERE state = ? ORDER BY starts_at, id LIMIT ?`,
  );
  const over = db.prepare<Row>(
    `SELECT ${COLUMNS} FROM maintenance_window WHERE state IN ('finished', 'cancelled')
     ORDER BY coalesce(finished_at, changed_at) DESC, id LIMIT ?`,
  );
  const ofNotice = db.prepare<Row>(
    `SELECT ${COLUMNS} FROM maintenance_window WHERE notice_id = ? ORDER BY starts_at, id LIMIT ?`,
  );
  const put = db.prepare(
    `INSERT OR REPLACE INTO maintenance_window (id, uid, sequence, kind, title, description, parts, effect, state,
     cancelled_during, starts_at, ends_at, earliest, latest, started_at, finished_at, automatic, zone, notice_id,
     created_at, changed_at, late_said, overrun_said, reminded)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    byId(id: number): MaintenanceWindow | undefined {
      const row = byId.get(id);
      return row && toWindow(row);
    },
    /** Those in a state by their start. */
    inState: (state: WindowState, most: number) => inState.all(state, most).map(toWindow),
    /** Those that are over, the latest first. */
    over: (most: number) => over.all(most).map(toWindow),
    ofNotice: (noticeId: number, most: number) => ofNotice.all(noticeId, most).map(toWindow),
    put(window: MaintenanceWindow): void {
      const { id, uid, sequence, kind, title, description, effect, state } = window;
      const { startsAt, endsAt, earliest, latest, startedAt, finishedAt } = window;
      put.run(
        ...[id, uid, sequence, kind, title, description, JSON.stringify(window.parts), effect, state],
        ...[Number(window.cancelledDuring), startsAt, endsAt, earliest, latest, startedAt, finishedAt],
        ...[Number(window.automatic), window.zone, window.noticeId, window.createdAt, window.changedAt],
        ...[Number(window.lateSaid), Number(window.overrunSaid), window.reminded],
      );
    },
  };
}
