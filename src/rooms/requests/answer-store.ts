import type { Db } from '#log/sqlite.ts';
import type { LateReason, Outcome } from '#rooms/requests/rules/words.ts';

/** A public answer. `reason` is set when the answer was given by itself; `changes` are places on the ledger. */
export type AnswerRow = {
  readonly number: number;
  readonly n: number;
  readonly outcome: Outcome;
  readonly reason: LateReason | null;
  readonly text: string;
  readonly changes: readonly number[];
  readonly against: readonly number[];
  readonly at: number;
  readonly ledger: number;
};

type Row = Omit<AnswerRow, 'changes' | 'against'> & { readonly changes: string; readonly against: string };

export function answerStore(db: Db) {
  const of = db.prepare<Row>(
    `SELECT number, n, outcome, reason, text, changes, against, at, ledger FROM request_answer
     WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number, n`,
  );
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM request_answer WHERE number = ?');
  const insert = db.prepare('INSERT INTO request_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    /** All answers to some requests, each request's latest last. */
    of: (numbers: readonly number[]): readonly AnswerRow[] =>
      of.all(JSON.stringify(numbers)).map((row) => ({
        ...row,
        changes: JSON.parse(row.changes) as number[],
        against: JSON.parse(row.against) as number[],
      })),
    count: (number: number) => count.get(number)!.n,
    insert(a: AnswerRow): void {
      const [changes, against] = [JSON.stringify(a.changes), JSON.stringify(a.against)];
      insert.run(a.number, a.n, a.outcome, a.reason, a.text, changes, against, a.at, a.ledger);
    },
  };
}
