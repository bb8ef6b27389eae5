import { statSync } from 'node:fs';
import { type Db, transaction } from '#log/sqlite.ts';
import type { EventKind } from '#view/command.ts';
import { openViewForReading } from '#view/open.ts';
import { positionStore, RETIRED } from '#view/position.ts';

/** An event as readers take it: where it stands in the log, what happened. */
export type Happened = {
  readonly seq: number;
  readonly n: number;
  readonly kind: string;
  readonly body: unknown;
};

/** A process's reading view. Caches follow it through events; it can be swapped between requests. */
export type View = {
  readonly db: Db;
  of<T>(make: (db: Db) => T): T;
  /** What `make` builds over this view (a cache that follows its events), made once per opened view. */
  keep<T>(make: (view: View) => T): T;
  seq(): number;
  /**
   * Takes the event rows this process lacks and hands them to listeners. Costs one tiny read when there are none. Hands
   * over nothing when the view has been retired: that is asked next.
   */
  takeEvents(): void;
  /** Calls `listener` for each event of the kind that is taken from now on. */
  on<B>(kind: EventKind<B>, listener: (body: B, happened: Happened) => void): void;
  /** Calls `listener` when events were missed (too many, or pruned meanwhile): whatever was cached must go. */
  onGap(listener: () => void): void;
  /** Whether `takeEvents` has found that a new generation took this view's place. Costs nothing. */
  isRetired(): boolean;
  /** False when the writer has put another view in this one's place: this one will not move on. Costs one `stat`. */
  isCurrent(): boolean;
  close(): void;
};

const EVENTS_MOST = 4_096;
const TRIES = 5;

export function openReader(path: string): View {
  const { db, opened } = openPresent(path);
  const position = db.of(positionStore);
  const listeners = new Map<string, ((body: never, happened: Happened) => void)[]>();
  const gapListeners: (() => void)[] = [];
  let taken = position.seq();
  let retired = taken === RETIRED;

  function tellGap() {
    for (const tell of gapListeners) tell();
  }

  function hand(row: EventRow) {
    const handlers = listeners.get(row.kind);
    if (!handlers) return;
    const body: unknown = JSON.parse(row.body);
    for (const handle of handlers) handle(body as never, { seq: row.seq, n: row.n, kind: row.kind, body });
  }

  const kept = new Map<unknown, unknown>();
  const view: View = {
    db,
    of: db.of,
    keep<T>(make: (view: View) => T): T {
      if (!kept.has(make)) kept.set(make, make(view));
      return kept.get(make) as T;
    },
    seq: position.seq,
    takeEvents() {
      if (retired || position.seq() === taken) return;
      const { seq, rows } = eventsAfter(db, taken);
      retired = seq === RETIRED;
      if (retired) return;
      taken = seq;
      if (!rows) return tellGap();
      try {
        for (const row of rows) hand(row);
      } catch (error) {
        tellGap();
        throw error;
      }
    },
    on(kind, listener) {
      const list = listeners.get(kind.kind) ?? [];
      list.push(listener as (body: never, happened: Happened) => void);
      listeners.set(kind.kind, list);
    },
    onGap: (listener) => void gapListeners.push(listener),
    isRetired: () => retired,
    isCurrent: () => inodeOf(path) === opened,
    close: () => db.close(),
  };
  return view;
}

/** Opens the view that the name stands for, and not half of two when it changes just then. */
function openPresent(path: string): { readonly db: Db; readonly opened: number | undefined } {
  for (let i = 1; ; i++) {
    const opened = inodeOf(path);
    const db = openViewForReading(path);
    if (inodeOf(path) === opened || i === TRIES) return { db, opened };
    db.close();
  }
}

/** An event as it is kept: its body as JSON. */
export type EventRow = { seq: number; n: number; kind: string; body: string };

/**
 * The position and the events up to it, of one moment. No rows when not all of them are there any more, or too
 * many.
 */
export function eventsAfter(
  db: Db,
  taken: number,
): { readonly seq: number; readonly rows?: readonly EventRow[] } {
  return transaction(
    db,
    () => {
      const { seq, pruned } = db.of(positionStore).reach();
      if (seq < taken || taken < pruned) return { seq };
      const rows = db.of(eventStore).between(taken, seq, EVENTS_MOST);
      return rows.length < EVENTS_MOST ? { seq, rows } : { seq };
    },
    'DEFERRED',
  );
}

function eventStore(db: Db) {
  const between = db.prepare<EventRow>(
    'SELECT seq, n, kind, body FROM event WHERE seq > ? AND seq <= ? ORDER BY seq, n LIMIT ?',
  );
  return { between: (after: number, upTo: number, limit: number) => between.all(after, upTo, limit) };
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
