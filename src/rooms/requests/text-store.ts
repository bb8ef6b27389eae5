import type { Db } from '#log/sqlite.ts';
import type { TextName } from '#rooms/requests/rules/words.ts';

/** One of the words of a request, with the salt of its commitment. */
export type RequestText = {
  readonly number: number;
  readonly name: TextName;
  readonly salt: string;
  readonly text: string;
};

/** What people wrote. Most of it may not be shown: views decide. */
export function textStore(db: Db) {
  const of = db.prepare<RequestText>(
    'SELECT number, name, salt, text FROM request_text WHERE number IN (SELECT value FROM json_each(?))',
  );
  const insert = db.prepare('INSERT INTO request_text (number, name, salt, text) VALUES (?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM request_text WHERE number = ?');
  return {
    of: (numbers: readonly number[]) => of.all(JSON.stringify(numbers)),
    insert: (t: RequestText) => void insert.run(t.number, t.name, t.salt, t.text),
    remove: (number: number) => void remove.run(number),
  };
}

/** How to reach those who ask: encrypted under the key file, for staff alone. */
export function contactStore(db: Db) {
  const of = db.prepare<{ number: number; sealed: string }>(
    'SELECT number, sealed FROM request_contact WHERE number IN (SELECT value FROM json_each(?))',
  );
  const stale = db.prepare<{ number: number }>(
    `SELECT c.number FROM request_contact c JOIN request r ON r.number = c.number
     LEFT JOIN request_answer a ON a.number = c.number
     GROUP BY c.number HAVING max(a.at) < ?1 OR (max(a.at) IS NULL AND max(r.received_at) < ?2) LIMIT ?3`,
  );
  const insert = db.prepare('INSERT INTO request_contact (number, sealed) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM request_contact WHERE number = ?');
  return {
    of: (numbers: readonly number[]) => of.all(JSON.stringify(numbers)),
    /** Requests last answered before a moment, or received before another and never answered, that can still be reached. */
    stale: (answeredBefore: number, receivedBefore: number, most: number) =>
      stale.all(answeredBefore, receivedBefore, most).map(({ number }) => number),
    insert: (number: number, sealed: string) => void insert.run(number, sealed),
    /** Whether there was one. */
    remove: (number: number) => Number(remove.run(number).changes) > 0,
  };
}
