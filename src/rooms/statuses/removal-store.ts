import type { Db } from '#log/sqlite.ts';

const OWN = ['status_tag', 'mention', 'status_edit', 'status_stat', 'pin', 'import_source'];
const POINTERS = ['favourite', 'bookmark'];

/** Statements that take a status out of the view. */
export function removalStore(db: Db) {
  const row = db.prepare('DELETE FROM status WHERE id = ?');
  const own = OWN.map((table) => db.prepare(`DELETE FROM ${table} WHERE status_id = ?`));
  const pointers = POINTERS.map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE (account_id, status_id) IN
      (SELECT account_id, status_id FROM ${table} WHERE status_id = ? LIMIT ?)`),
  );
  const boosts = db.prepare<{ id: number }>('SELECT id FROM status WHERE boost_of_id = ? LIMIT ?');
  return {
    /** The row and all that belongs to it alone. */
    remove(id: number): void {
      for (const statement of own) statement.run(id);
      row.run(id);
    },
    boostsOf: (id: number, most: number) => boosts.all(id, most).map((boost) => boost.id),
    /** Others' favourites and bookmarks of it, at most so many of each; true when more are left. */
    removePointers(id: number, most: number): boolean {
      return pointers.map((statement) => Number(statement.run(id, most).changes)).some((n) => n === most);
    },
  };
}
