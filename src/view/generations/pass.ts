import { pathToFileURL } from 'node:url';
import { type Db, openDatabase, type Value } from '#log/sqlite.ts';
import { planGeneration, statementsOf, type TablePlan } from '#view/generations/schema.ts';
import { quoted, type Rewrite } from '#view/rewrite.ts';

const ROWS_AT_ONCE = 500;
const REST_MOST_MS = 2_000;
/** Nobody else has the file and a crash removes it, so it needs no journal on the disk. */
const PRAGMAS = ['journal_mode = MEMORY', 'synchronous = OFF', 'cache_size = -32768'];

export type PassWork = {
  readonly from: string;
  readonly to: string;
  readonly rewrite?: Rewrite;
  /** How much of the time may be worked, above 0, 1 for all of it; the remainder is rest. */
  readonly share: number;
};

/** After each piece of work: bytes written so far, bytes of the view that is copied. */
export type OnPiece = (written: number, whole: number) => void;

/**
 * Writes a view anew into an empty file: table after table in the order of its key, then its indexes, all as it was at
 * one moment. Rests after each piece for as long as the piece took at the given share, so a busy machine is given more
 * rest. What is written is not yet durable.
 */
export async function runPass({ from, to, rewrite, share }: PassWork, onPiece: OnPiece): Promise<void> {
  const db = openDatabase(to, { pragmas: PRAGMAS });
  try {
    db.prepare('ATTACH ? AS old').run(`${pathToFileURL(from).href}?mode=ro`);
    db.exec('BEGIN');
    const pages = (schema: string) =>
      db
        .prepare<{ bytes: number }>(
          `SELECT page_count * page_size AS bytes FROM pragma_page_count('${schema}'), pragma_page_size('${schema}')`,
        )
        .get()!.bytes;
    const pieces = pieceByPiece(db, rewrite);
    const whole = pages('old');
    for (;;) {
      const began = performance.now();
      const piece = pieces.next();
      if (piece.done) break;
      const rest = Math.min(REST_MOST_MS, (performance.now() - began) * (1 / share - 1));
      onPiece(pages('main'), whole);
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    }
    db.exec('COMMIT');
    db.exec('DETACH old; PRAGMA journal_mode = WAL');
  } finally {
    db.close();
  }
}

function* pieceByPiece(db: Db, rewrite: Rewrite | undefined): Generator<void> {
  const schema = [...statementsOf(db, 'old', 'table'), ...statementsOf(db, 'old', 'index')];
  const plan = planGeneration(schema, rewrite);
  for (const sql of plan.tables) db.exec(sql);
  for (const table of plan.rows) yield* copyRows(db, table);
  for (const sql of plan.indexes) {
    db.exec(sql);
    yield;
  }
  const version = db.prepare<{ user_version: number }>('PRAGMA old.user_version').get()!.user_version;
  db.exec(`PRAGMA user_version = ${version + (rewrite ? 1 : 0)}`);
}

/** One piece is the rows up to the next bound: a bounded range of the key, never an offset into what was read. */
function* copyRows(db: Db, { table, key, columns }: TablePlan): Generator<void> {
  const keys = key.join(', ');
  const marks = key.map(() => '?').join(', ');
  const old = `old.${quoted(table)}`;
  const names = columns.map(({ name }) => name).join(', ');
  const insert = `INSERT INTO main.${quoted(table)} (${names}) SELECT ${columns.map(({ from }) => from).join(', ')} FROM ${old}`;
  const bound = (where: string) =>
    db.prepare<Record<string, Value>>(
      `SELECT ${keys} FROM ${old} ${where} ORDER BY ${keys} LIMIT 1 OFFSET ${ROWS_AT_ONCE - 1}`,
    );
  const firstBound = bound('');
  const nextBound = bound(`WHERE (${keys}) > (${marks})`);
  const some = db.prepare(
    `${insert} WHERE (${keys}) > (${marks}) AND (${keys}) <= (${marks}) ORDER BY ${keys}`,
  );
  const first = db.prepare(`${insert} WHERE (${keys}) <= (${marks}) ORDER BY ${keys}`);
  let last: readonly Value[] | undefined;
  for (;;) {
    const row = last ? nextBound.get(...last) : firstBound.get();
    if (!row) break;
    const upTo = Object.values(row);
    if (last) some.run(...last, ...upTo);
    else first.run(...upTo);
    last = upTo;
    yield;
  }
  if (last) db.prepare(`${insert} WHERE (${keys}) > (${marks}) ORDER BY ${keys}`).run(...last);
  else db.prepare(`${insert} ORDER BY ${keys}`).run();
  yield;
}
