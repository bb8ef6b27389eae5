import { type Db, openDatabase } from '#log/sqlite.ts';
import { quoted, type Rewrite } from '#view/rewrite.ts';

/** How the rows of one table come into the next generation. */
export type TablePlan = {
  readonly table: string;
  /** Columns in whose order the rows are read, none of them null. */
  readonly key: readonly string[];
  /** Columns of the new table that are filled, and an expression over the old row for each. */
  readonly columns: readonly { readonly name: string; readonly from: string }[];
};

/** The next generation's tables, its indexes, and how its rows come there. */
export type Plan = {
  readonly tables: readonly string[];
  readonly rows: readonly TablePlan[];
  readonly indexes: readonly string[];
};

type Column = { readonly name: string; readonly type: string; readonly pk: number };
type Table = { readonly columns: readonly Column[]; readonly hasRowid: boolean };

/** Plans a generation from the statements of a schema; `rewrite` is the migration carried out on the way. */
export function planGeneration(schema: readonly string[], rewrite?: Rewrite): Plan {
  const db = openDatabase(':memory:');
  try {
    for (const sql of schema) db.exec(sql);
    const before = tablesOf(db);
    if (rewrite) db.exec(`${rewrite.before}; ${rewrite.after}`);
    const rows = [...tablesOf(db)].flatMap(([name, table]) => {
      const old = before.get(name);
      return old ? [planTable(name, old, table, rewrite?.rows[name] ?? {})] : [];
    });
    return { tables: statementsOf(db, 'main', 'table'), rows, indexes: statementsOf(db, 'main', 'index') };
  } finally {
    db.close();
  }
}

/** The statements that made a schema's tables or indexes. */
export function statementsOf(db: Db, schema: 'main' | 'old', type: 'table' | 'index'): readonly string[] {
  return db
    .prepare<{ sql: string }>(
      `SELECT sql FROM ${schema}.sqlite_schema
       WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`,
    )
    .all(type)
    .map(({ sql }) => sql);
}

function planTable(
  table: string,
  old: Table,
  now: Table,
  rewritten: Readonly<Record<string, string>>,
): TablePlan {
  const kept = new Set(old.columns.map(({ name }) => name));
  const columns = now.columns.flatMap(({ name }) => {
    const from = rewritten[name] ?? (kept.has(name) ? quoted(name) : undefined);
    return from === undefined ? [] : [{ name: quoted(name), from }];
  });
  const keyColumns = old.columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  if (!old.hasRowid) return { table, key: keyColumns.map(({ name }) => quoted(name)), columns };
  const named = keyColumns.length === 1 && keyColumns[0]!.type === 'INTEGER';
  const rowid = named ? [] : [{ name: 'rowid', from: 'rowid' }];
  return { table, key: ['rowid'], columns: [...rowid, ...columns] };
}

function tablesOf(db: Db): ReadonlyMap<string, Table> {
  const tables = db
    .prepare<{ name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
       AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all();
  const columns = db.prepare<Column>('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid');
  return new Map(tables.map(({ name, wr }) => [name, { columns: columns.all(name), hasRowid: wr === 0 }]));
}
