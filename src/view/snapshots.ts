import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LogReader } from '#log/port.ts';
import { isCorruption, openDatabase } from '#log/sqlite.ts';
import { freeBytes } from '#view/disk-reserve.ts';
import { putInPlace } from '#view/durable-files.ts';
import { checkBelongs, ForeignView } from '#view/keeper.ts';
import { schemaOf } from '#view/migrate.ts';
import { migrations } from '#view/migrations/index.ts';
import { positionStore } from '#view/position.ts';

/** A whole copy of the view as it was at a sequence. Under its name it is verified and durable. */
export type Snapshot = { readonly seq: number; readonly path: string };

const NAME = /^view-(\d{16})\.db$/;
const UNFINISHED = 'unfinished-';
let begun = 0;

/** The snapshots of a folder, oldest first. */
export function listSnapshots(folder: string): readonly Snapshot[] {
  return namesIn(folder)
    .flatMap((name) => {
      const found = NAME.exec(name);
      return found ? [{ seq: Number(found[1]), path: join(folder, name) }] : [];
    })
    .sort((a, b) => a.seq - b.seq);
}

export type SnapshotWork = { readonly view: string; readonly target: string };

/**
 * Copies the view beside its writer, on a connection and a thread of its own; checks the copy's every page and
 * that it stands on the log's history; makes it durable and names it by its sequence. Rejects when any of that
 * fails or the disk has no room: then there is no new snapshot.
 */
export async function takeSnapshot(
  view: string,
  folder: string,
  log: LogReader,
  signal?: AbortSignal,
): Promise<Snapshot> {
  mkdirSync(folder, { recursive: true });
  clearUnfinished(folder);
  if (freeBytes(folder) < 2 * statSync(view).size) throw new Error('the disk has no room for a snapshot');
  const target = join(folder, `${UNFINISHED}${process.pid}-${begun++}.db`);
  try {
    await copyInWorker({ view, target }, signal);
    const seq = await checkSnapshot(target, log);
    const path = join(folder, `view-${String(seq).padStart(16, '0')}.db`);
    putInPlace(target, path);
    return { seq, path };
  } finally {
    clearUnfinished(folder);
  }
}

/** The newest snapshot that is whole and from which the log can go on; undefined when there is none. */
export async function newestUsable(folder: string, log: LogReader): Promise<Snapshot | undefined> {
  for (const snapshot of listSnapshots(folder).toReversed()) {
    try {
      await checkSnapshot(snapshot.path, log, 'every page');
      return snapshot;
    } catch (error) {
      if (!(error instanceof ForeignView) && !isCorruption(error)) throw error;
    }
  }
  return undefined;
}

/** The sequence a snapshot stands at. Rejects with ForeignView when this Rooftop and this log cannot go on from it. */
async function checkSnapshot(path: string, log: LogReader, pages?: 'every page'): Promise<number> {
  const db = openDatabase(path, { readOnly: true });
  try {
    if (schemaOf(db) > migrations.length) throw new ForeignView('the snapshot is of a newer Rooftop');
    await checkBelongs(db, log);
    const found = pages && db.prepare<{ quick_check: string }>('PRAGMA quick_check').get();
    if (found && found.quick_check !== 'ok') throw new ForeignView('the snapshot is damaged');
    return db.of(positionStore).seq();
  } finally {
    db.close();
  }
}

/** When given up, the thread ends as soon as SQLite lets it; nobody waits for that. */
function copyInWorker(work: SnapshotWork, signal?: AbortSignal): Promise<void> {
  const worker = new Worker(new URL('./snapshot-worker.ts', import.meta.url), { workerData: work });
  return new Promise<void>((resolve, reject) => {
    const giveUp = () => {
      reject(new Error('the snapshot was given up'));
      worker.unref();
      void worker.terminate();
    };
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', giveUp);
      if (code === 0) resolve();
      else reject(new Error('the snapshot was given up'));
    });
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp);
  });
}

/** What a crash left half-made. */
function clearUnfinished(folder: string): void {
  for (const name of namesIn(folder))
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { force: true });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
