import type { Db } from '#log/sqlite.ts';
import type { Bounds } from '#values/page.ts';

/** Somebody's place in a direct conversation, and the last message they have of it. */
export type SeatRow = {
  readonly accountId: number;
  readonly conversationId: number;
  readonly lastStatusId: number;
  readonly unread: number;
};

const COLUMNS =
  'account_id AS accountId, conversation_id AS conversationId, last_status_id AS lastStatusId, unread';
const LOOKED_THROUGH_MOST = 200;

/** All SQL of direct conversations. */
export function seatStore(db: Db) {
  const find = db.prepare<SeatRow>(
    `SELECT ${COLUMNS} FROM conversation_seat WHERE account_id = ? AND conversation_id = ?`,
  );
  const page = (order: string) =>
    db.prepare<SeatRow>(
      `SELECT ${COLUMNS} FROM conversation_seat WHERE account_id = ? AND last_status_id < ? AND last_status_id > ?
       ORDER BY last_status_id ${order} LIMIT ?`,
    );
  const pages = { down: page('DESC'), up: page('ASC') };
  const put = db.prepare(
    `INSERT INTO conversation_seat (account_id, conversation_id, last_status_id, unread) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET last_status_id = ?3, unread = ?4`,
  );
  const mark = db.prepare(
    'UPDATE conversation_seat SET unread = ? WHERE account_id = ? AND conversation_id = ?',
  );
  const remove = db.prepare('DELETE FROM conversation_seat WHERE account_id = ? AND conversation_id = ?');
  const before = db.prepare<{ id: number }>(
    `SELECT s.id FROM (
       SELECT id, account_id FROM status WHERE conversation_id = ?1 AND visibility = 3 AND id < ?2
       ORDER BY id DESC LIMIT ${LOOKED_THROUGH_MOST}
     ) s WHERE s.account_id = ?3
       OR EXISTS (SELECT 1 FROM mention m WHERE m.status_id = s.id AND m.account_id = ?3) LIMIT 1`,
  );
  return {
    find: (accountId: number, conversationId: number) => find.get(accountId, conversationId),
    /** Newest message first when going down, oldest first when going up. Bounds are ids of last messages. */
    page: (accountId: number, b: Bounds) =>
      pages[b.upwards ? 'up' : 'down'].all(accountId, b.below, b.above, b.limit),
    put: (seat: SeatRow) => void put.run(seat.accountId, seat.conversationId, seat.lastStatusId, seat.unread),
    mark: (accountId: number, conversationId: number, unread: 0 | 1) =>
      void mark.run(unread, accountId, conversationId),
    remove: (accountId: number, conversationId: number) => void remove.run(accountId, conversationId),
    /** The message an account has before another one, undefined when there is none nearby. */
    messageBefore: (accountId: number, conversationId: number, statusId: number) =>
      before.get(conversationId, statusId, accountId)?.id,
  };
}
