import type { Db } from '#log/sqlite.ts';

/** The last moment at which anything about a window can be changed, as its provider says. */
export type Deadline = { readonly windowId: number; readonly at: number; readonly ledger: number };

export function deadlineStore(db: Db) {
  const of = db.prepare<Deadline>(
    'SELECT window_id AS windowId, at, ledger FROM request_deadline WHERE window_id = ?',
  );
  const ofAll = db.prepare<Deadline>(
    `SELECT window_id AS windowId, at, ledger FROM request_deadline
     WHERE window_id IN (SELECT value FROM json_each(?))`,
  );
  const put = db.prepare('INSERT OR REPLACE INTO request_deadline (window_id, at, ledger) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM request_deadline WHERE window_id = ?');
  return {
    of: (windowId: number) => of.get(windowId),
    ofAll: (windowIds: readonly number[]) => ofAll.all(JSON.stringify(windowIds)),
    put: (d: Deadline) => void put.run(d.windowId, d.at, d.ledger),
    remove: (windowId: number) => void remove.run(windowId),
  };
}
