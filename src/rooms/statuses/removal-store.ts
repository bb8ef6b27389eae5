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
  const replies = db.prepare<{ id: number }>('SELECT id FROM status WHERE reply_to_id = ? LIMIT ?');
  const orphan = db.prepare('UPDATE status SET reply_to_id = NULL WHERE id = ?');
  const last = db.prepare(
    `UPDATE account_stat SET last_status_id = coalesce((SELECT max(id) FROM status WHERE account_id = ?1 AND imported = 0), 0)
     WHERE account_id = ?1 AND last_status_id = ?2`,
  );
  const lower = db.prepare(
    `UPDATE status_stat SET replies = max(0, replies - ?2), boosts = max(0, boosts - ?3),
     favourites = max(0, favourites - ?4) WHERE status_id = ?1`,
  );
  const mutes = db.prepare(
    `DELETE FROM conversation_mute WHERE (account_id, conversation_id) IN
       (SELECT account_id, conversation_id FROM conversation_mute WHERE conversation_id = ?1 LIMIT ?2)
     AND NOT EXISTS (SELECT 1 FROM status WHERE conversation_id = ?1)`,
  );
  return {
    /** The row and all that belongs to it alone. */
    remove(id: number, accountId: number): void {
      for (const statement of own) statement.run(id);
      row.run(id);
      last.run(accountId, id);
    },
    /** Takes from a status's counts, if it is still there. */
    uncount: (id: number, by: { replies?: number; boosts?: number; favourites?: number }) =>
      void lower.run(id, by.replies ?? 0, by.boosts ?? 0, by.favourites ?? 0),
    boostsOf: (id: number, most: number) => boosts.all(id, most).map((boost) => boost.id),
    repliesTo: (id: number, most: number) => replies.all(id, most).map((reply) => reply.id),
    /** What it answered is gone; whom it answered stays known. */
    orphan: (id: number) => void orphan.run(id),
    /** Others' favourites and bookmarks of it, at most so many of each; true when more may be left. */
    removePointers(id: number, most: number): boolean {
      return pointers.map((statement) => Number(statement.run(id, most).changes)).some((n) => n === most);
    },
    /** Mutes of a conversation that holds nothing any more, at most so many; true when more may be left. */
    removeMutes: (conversationId: number, most: number) =>
      Number(mutes.run(conversationId, most).changes) === most,
  };
}
