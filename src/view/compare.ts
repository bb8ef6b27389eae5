import type { Db } from '#log/sqlite.ts';

/** How a table of two views differs: rows only one of them has, with a few of them as JSON. */
export type Difference = {
  readonly table: string;
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
};

const SHOWN_MOST = 5;

/** Compares two views row by row: every table, and the schema itself. Empty when they are the same. */
export function compareViews(first: Db, second: Db): readonly Difference[] {
  first.prepare('ATTACH ? AS other').run(second.path);
  try {
    const schema = difference(first, 'sqlite_schema', 'type, name, tbl_name, sql');
    return [schema, ...tablesOf(first).map((table) => difference(first, table, '*'))].filter(
      ({ onlyFirst, onlySecond }) => onlyFirst.length + onlySecond.length > 0,
    );
  } finally {
    first.exec('DETACH other');
  }
}

function tablesOf(db: Db): readonly string[] {
  return db
    .prepare<{ name: string }>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name IN (SELECT name FROM other.sqlite_schema) ORDER BY name`,
    )
    .all()
    .map(({ name }) => name);
}

function difference(db: Db, table: string, columns: string): Difference {
  const only = (a: string, b: string) =>
    db
      .prepare<object>(
        `SELECT ${columns} FROM ${a}."${table}" EXCEPT SELECT ${columns} FROM ${b}."${table}" LIMIT ${SHOWN_MOST}`,
      )
      .all()
      .map((row) => JSON.stringify(row));
  return { table, onlyFirst: only('main', 'other'), onlySecond: only('other', 'main') };
}
