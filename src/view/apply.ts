import { hash } from 'node:crypto';
import { type Entry, SKIP } from '#log/port.ts';
import { type Db, isStorageError } from '#log/sqlite.ts';
import { idFromBytes, nextTimedId } from '#values/ids.ts';
import { Refusal, refusalToData } from '#values/refusal.ts';
import type { ApplyContext, EffectKind, EventKind, Registry } from '#view/command.ts';
import { type Outcome, outcomeStore } from '#view/outcomes.ts';

/**
 * What applying one entry came to. `fault`: an exception that was neither a refusal nor the storage's; the batch must
 * not be committed with it. `passed`: the entry changes nothing, being a skip or withdrawn by one.
 */
export type Applied =
  | { readonly entry: Entry; readonly outcome: Outcome }
  | { readonly entry: Entry; readonly fault: unknown }
  | { readonly entry: Entry; readonly passed: true };

/** Draws timed ids above the last; a rolled-back command gives its ids back. */
export type IdSource = { last: number };

/** The log holds a command that this Rooftop does not know: it was written by a newer one and must not be left out. */
export class UnknownCommand extends Error {
  constructor(entry: Entry) {
    super(`entry ${entry.seq} of the log is a ${entry.kind}, which this version of Rooftop does not know`);
    this.name = 'UnknownCommand';
  }
}

/** Applies entries in order inside the caller's transaction. Stops early only if a fault has ended the transaction. */
export function applyAll(
  db: Db,
  registry: Registry,
  ids: IdSource,
  entries: readonly Entry[],
  skipped: ReadonlySet<number>,
): readonly Applied[] {
  const applied: Applied[] = [];
  for (const entry of entries) {
    const passes = entry.kind === SKIP || skipped.has(entry.seq);
    const one: Applied = passes ? { entry, passed: true } : applyEntry(db, registry, ids, entry);
    applied.push(one);
    if ('fault' in one && !db.inTransaction()) break;
  }
  return applied;
}

/** Applies one entry inside the caller's transaction, in a savepoint of its own. Throws only what stops the house. */
function applyEntry(db: Db, registry: Registry, ids: IdSource, entry: Entry): Applied {
  const outcomes = db.of(outcomeStore);
  const known = outcomes.find(entry.id);
  if (known) return { entry, outcome: known };
  const before = ids.last;
  const savepoint = db.of(savepointStore);
  savepoint.begin();
  try {
    const outcome = carryOut(db, registry, ids, entry);
    if ('refusal' in outcome) {
      savepoint.undo();
      ids.last = before;
    }
    outcomes.add(entry.id, entry.seq, outcome);
    savepoint.end();
    return { entry, outcome };
  } catch (fault) {
    if (isStorageError(fault) || fault instanceof UnknownCommand) throw fault;
    ids.last = before;
    if (db.inTransaction()) {
      savepoint.undo();
      savepoint.end();
    }
    return { entry, fault };
  }
}

function savepointStore(db: Db) {
  const begin = db.prepare('SAVEPOINT command');
  const undo = db.prepare('ROLLBACK TO command');
  const end = db.prepare('RELEASE command');
  return { begin: () => begin.run(), undo: () => undo.run(), end: () => end.run() };
}

function carryOut(db: Db, registry: Registry, ids: IdSource, entry: Entry): Outcome {
  const command = registry.commands.get(entry.kind);
  if (!command) throw new UnknownCommand(entry);
  try {
    const answer = command.apply(applyContext(db, registry, ids, entry), JSON.parse(entry.body) as never);
    return { answer: answer ?? null };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: refusalToData(error) };
    throw error;
  }
}

function applyContext(db: Db, registry: Registry, ids: IdSource, entry: Entry): ApplyContext {
  const rows = db.of(consequenceStore);
  let n = 0;
  let drawn = 0;
  const ctx: ApplyContext = {
    seq: entry.seq,
    at: entry.at,
    db,
    of: db.of,
    timedId() {
      ids.last = nextTimedId(ids.last, entry.at);
      return ids.last;
    },
    randomId: () => idFromBytes(hash('sha256', `${entry.hash}/${drawn++}`, 'buffer')),
    emit<B>(event: EventKind<B>, body: B) {
      rows.addEvent(entry.seq, n++, event.kind, JSON.stringify(body));
      for (const reaction of registry.reactions.get(event.kind) ?? []) reaction.run(ctx, body as never);
    },
    effect<B>(effect: EffectKind<B>, body: B) {
      rows.addEffect(entry.seq, n++, effect.kind, JSON.stringify(body));
    },
  };
  return ctx;
}

/** Event and effect rows, keyed (sequence, n). */
function consequenceStore(db: Db) {
  const event = db.prepare('INSERT INTO event (seq, n, kind, body) VALUES (?, ?, ?, ?)');
  const effect = db.prepare('INSERT INTO effect (seq, n, kind, body) VALUES (?, ?, ?, ?)');
  return {
    addEvent: (seq: number, n: number, kind: string, body: string) => event.run(seq, n, kind, body),
    addEffect: (seq: number, n: number, kind: string, body: string) => effect.run(seq, n, kind, body),
  };
}
