import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#log/sqlite.ts';
import { passiveCheckpoint, truncateWal } from '#view/checkpoint.ts';
import type { CheckpointAsk, CheckpointSays, CheckpointTask, CheckpointWork } from '#view/checkpoints.ts';
import { wipeUnused } from '#view/wipe.ts';

/** A WAL this long has not been begun anew for a while; then the writer is stopped for a moment. 64 MiB. */
const LARGE_FRAMES = 16_384;
const BUSY_MOST_MS = 20;
const TRIES = 20;
const PAUSE_MS = 50;
const PRAGMAS = ['synchronous = FULL', 'cache_size = -1024', 'wal_autocheckpoint = 0'];

const { files, everyMs } = workerData as CheckpointWork;
const databases = files.map((path) => openDatabase(path, { pragmas: PRAGMAS, busyTimeoutMs: BUSY_MOST_MS }));
let troubled = false;

const timer = setInterval(() => {
  try {
    for (const db of databases) if (passiveCheckpoint(db).frames > LARGE_FRAMES) truncateWal(db);
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
  if (what !== 'truncate') return wipeUnused(databases[files.indexOf(what.wipe)]!);
  let whole = true;
  for (const db of databases) whole = (await patiently(() => truncateWal(db))) && whole;
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
  for (const db of databases) db.close();
  setImmediate(() => parentPort!.close());
  return true;
}

function say(message: CheckpointSays): void {
  parentPort!.postMessage(message);
}
