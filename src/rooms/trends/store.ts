import type { Db } from '#log/sqlite.ts';
import { timedIdAt } from '#values/ids.ts';

/** Public posts of this server that people marked, with the marks. */
export type MarkedStatus = { readonly id: number; readonly marks: number };

export function trendStore(db: Db) {
  const marked = db.prepare<MarkedStatus>(
    `SELECT s.id, c.boosts + c.favourites AS marks FROM status s INDEXED BY status_public
     JOIN status_stat c ON c.status_id = s.id
     WHERE s.local = 1 AND s.id > ? AND s.visibility = 0 AND s.boost_of_id IS NULL AND s.imported = 0
       AND (s.reply_to_account_id IS NULL OR s.reply_to_account_id = s.account_id)
       AND s.sensitive = 0 AND c.boosts + c.favourites > 0
     ORDER BY s.id DESC LIMIT ?`,
  );
  return { markedSince: (ms: number, most: number) => marked.all(timedIdAt(ms), most) };
}
