import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { syncFile } from '#view/durable-files.ts';
import { type PassWork, runPass } from '#view/generations/pass.ts';
import type { PassSays } from '#view/generations/run-pass.ts';

/**
 * Writes a generation and makes it durable. Linux knows a priority for each thread: this one gives way to all others, but on a
 * machine without an idle moment it still gets a tenth of what they get, and comes to its end.
 */
const LOW = 10;
const TELL_EVERY_MS = 200;
/** Written out on the way, so that the last fsync is no long one that others have to wait behind. */
const SYNC_EVERY_BYTES = 33_554_432;

const work = workerData as PassWork;
let toldAt = performance.now();
let synced = 0;

if (process.platform === 'linux') setPriority(LOW);
await runPass(work, (written, whole) => {
  if (written - synced > SYNC_EVERY_BYTES) {
    syncFile(work.to);
    synced = written;
  }
  if (performance.now() - toldAt < TELL_EVERY_MS) return;
  toldAt = performance.now();
  parentPort!.postMessage({ written, whole } satisfies PassSays);
});
syncFile(work.to);
