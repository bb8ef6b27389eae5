import { realpathSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type Db, openDatabase } from '#log/sqlite.ts';
import { passiveCheckpoint, restartWal, truncateWal } from '#view/checkpoint.ts';
import type { CheckpointAsk, CheckpointSays, CheckpointTask, CheckpointWork } from '#view/checkpoints.ts';
import { wipeUnused } from '#view/wipe.ts';

/** A WAL this long has not been begun anew for a while; then the writer is stopped for a moment. 64 MiB. */
const LARGE_FRAMES = 16_384;
const BUSY_MOST_MS = 20;
const TRIES = 20;
const PAUSE_MS = 50;
const PRAGMAS = ['synchronous = FULL', 'cache_size = -1024', 'wal_autocheckpoint = 0'];

/** `resting`: its WAL is left alone. Files are known by what their names stood for when they were opened. */
type Followed = { readonly db: Db; resting: boolean };

const { files, everyMs } = workerData as CheckpointWork;
const followed = new Map<string, Followed>();
for (const file of files) follow(realpathSync(file));
let troubled = false;
/** What is under way with the files: none is closed meanwhile. */
let underWay: Promise<unknown> = Promise.resolve();

const timer = setInterval(() => {
  try {
    for (const db of awake()) if (passiveCheckpoint(db).frames > LARGE_FRAMES) restartWal(db);
    troubled = false;
  } catch (error) {
    if (!troubled) say({ trouble: String(error) });
    troubled = true;
  }
}, everyMs);

parentPort!.on('message', ({ n, what }: CheckpointAsk) => {
  carryOut(what).then(
    (done) => say({ n, done }),
    (error: unknown) => say({ n, done: false, error: String(error) }),
  );
});

async function carryOut(what: CheckpointTask): Promise<boolean> {
  if (what === 'stop') return stop();
  if (what === 'truncate') return longer(truncateAll());
  if ('wipe' in what) return wipe(realpathSync(what.wipe));
  if ('follow' in what) return follow(realpathSync(what.follow));
  if ('rest' in what) return rest(realpathSync(what.rest));
  return drop(what.drop);
}

function awake(): readonly Db[] {
  return [...followed.values()].filter(({ resting }) => !resting).map(({ db }) => db);
}

function follow(file: string): boolean {
  const known = followed.get(file);
  if (known) known.resting = false;
  else
    followed.set(file, {
      db: openDatabase(file, { pragmas: PRAGMAS, busyTimeoutMs: BUSY_MOST_MS }),
      resting: false,
    });
  return true;
}

function rest(file: string): boolean {
  const known = followed.get(file);
  if (known) known.resting = true;
  return known !== undefined;
}

async function drop(file: string): Promise<boolean> {
  const known = followed.get(file);
  followed.delete(file);
  await underWay;
  known?.db.close();
  return known !== undefined;
}

function wipe(file: string): Promise<boolean> {
  const known = followed.get(file);
  if (!known || known.resting) return Promise.resolve(false);
  return longer(wipeUnused(known.db));
}

function longer<T>(work: Promise<T>): Promise<T> {
  underWay = Promise.allSettled([underWay, work]);
  return work;
}

async function truncateAll(): Promise<boolean> {
  let whole = true;
  for (const db of awake()) whole = (await patiently(() => truncateWal(db))) && whole;
  return whole;
}

async function patiently(attempt: () => boolean): Promise<boolean> {
  for (let i = 0; i < TRIES; i++) {
    if (attempt()) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

function stop(): boolean {
  clearInterval(timer);
  for (const { db } of followed.values()) db.close();
  setImmediate(() => parentPort!.close());
  return true;
}

function say(message: CheckpointSays): void {
  parentPort!.postMessage(message);
}
