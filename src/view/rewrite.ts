import type { Db } from '#log/sqlite.ts';

/**
 * A migration that gives columns of all rows of a table another value: told as data, so that it can be done in place or
 * while a new generation of the view is written. `before` makes room (new columns), `rows` says for each table and
 * column an SQL expression over the row as it was, `after` takes away and adds indexes. On a view without rows
 * `before` and `after` are the whole of it.
 */
export type Rewrite = {
  readonly before: string;
  readonly rows: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly after: string;
};

/** One step of the schema: SQL for what is small, a rewrite for what touches every row of a large table. */
export type Migration = string | Rewrite;

/** Carries a step out in place, inside the caller's transaction. */
export function carryOutStep(db: Db, step: Migration): void {
  if (typeof step === 'string') {
    db.exec(step);
    return;
  }
  db.exec(step.before);
  for (const [table, columns] of Object.entries(step.rows)) {
    const sets = Object.entries(columns).map(([column, expression]) => `${quoted(column)} = ${expression}`);
    db.exec(`UPDATE ${quoted(table)} SET ${sets.join(', ')}`);
  }
  db.exec(step.after);
}

/** A name as SQL takes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
