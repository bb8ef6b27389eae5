import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkAll, ZERO } from '#log/chain.ts';
import { openLocalLogForReading } from '#log/local.ts';
import type { Draft, Entry } from '#log/port.ts';
import type { Db } from '#log/sqlite.ts';
import { schemaOf } from '#view/migrate.ts';
import { openViewForReading } from '#view/open.ts';

/**
 * A recording is a log and the view that some version of Rooftop made of it, as text. Before a migration is
 * added, one is made with the code of before: `node tests/view/recording.ts DATA-FOLDER` writes it to
 * tests/view/recorded/NNNN. Its log must begin at its start.
 */
export const RECORDED = join(import.meta.dirname, 'recorded');

export function nameOf(schema: number): string {
  return String(schema).padStart(4, '0');
}

export function writeRecording(folder: string, view: Db, entries: readonly Entry[]): void {
  mkdirSync(folder, { recursive: true });
  const drafts = entries.map(({ id, kind, body, at }) => JSON.stringify({ id, kind, body, at }));
  writeFileSync(join(folder, 'log.jsonl'), `${drafts.join('\n')}\n`);
  writeFileSync(join(folder, 'view.sql'), `${dump(view).join(';\n')};\n`);
}

export function readRecording(folder: string): { readonly sql: string; readonly entries: readonly Entry[] } {
  const entries: Entry[] = [];
  for (const line of readFileSync(join(folder, 'log.jsonl'), 'utf8').trim().split('\n')) {
    const { at, ...draft } = JSON.parse(line) as Draft & { readonly at: number };
    entries.push(...linkAll(entries.at(-1) ?? ZERO, [draft], at));
  }
  return { sql: readFileSync(join(folder, 'view.sql'), 'utf8'), entries };
}

/** Statements that make the same database again. */
function dump(db: Db): readonly string[] {
  const parts = db
    .prepare<{ type: string; name: string; sql: string }>(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'table' DESC, name`,
    )
    .all();
  const rows = parts.filter(({ type }) => type === 'table').flatMap(({ name }) => dumpRows(db, name));
  return [...parts.map(({ sql }) => sql), ...rows, `PRAGMA user_version = ${schemaOf(db)}`];
}

function dumpRows(db: Db, table: string): readonly string[] {
  const columns = db.prepare<{ name: string }>('SELECT name FROM pragma_table_info(?)').all(table);
  const values = columns.map(({ name }) => `quote("${name}")`).join(` || ',' || `);
  return db
    .prepare<{ row: string }>(`SELECT ${values} AS row FROM "${table}"`)
    .all()
    .map(({ row }) => `INSERT INTO "${table}" VALUES (${row})`);
}

if (import.meta.main) {
  const data = process.argv[2]!;
  const view = openViewForReading(join(data, 'view.db'));
  const log = openLocalLogForReading(join(data, 'log.db'));
  writeRecording(join(RECORDED, nameOf(schemaOf(view))), view, await log.read(0, 100_000));
}
