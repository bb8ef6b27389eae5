import type { Db } from '#log/sqlite.ts';
import { type RefusalData, refusalFromData } from '#values/refusal.ts';

/** How a command ended: with an answer, or with an expected no. */
export type Outcome = { readonly answer: unknown } | { readonly refusal: RefusalData };

/** What became of each command id, so that a repeated command gets the first one's answer. */
export function outcomeStore(db: Db) {
  const find = db.prepare<{ outcome: string }>('SELECT outcome FROM command_outcome WHERE id = ?');
  const add = db.prepare('INSERT INTO command_outcome (id, seq, outcome) VALUES (?, ?, ?)');
  return {
    find(id: string): Outcome | undefined {
      const row = find.get(id);
      return row && (JSON.parse(row.outcome) as Outcome);
    },
    add: (id: string, seq: number, outcome: Outcome): void => void add.run(id, seq, JSON.stringify(outcome)),
  };
}

/** The answer of an outcome. Throws the refusal if it was one. */
export function answerOf(outcome: Outcome): unknown {
  if ('refusal' in outcome) throw refusalFromData(outcome.refusal);
  return outcome.answer;
}

/** The command's apply threw something that is not a refusal; it was rolled back and skipped. */
export class CommandFault extends Error {
  constructor(kind: string, seq: number, cause: unknown) {
    super(`${kind} at ${seq} failed and was skipped`, { cause });
    this.name = 'CommandFault';
  }
}
