import { Worker } from 'node:worker_threads';
import type { PassWork } from '#view/generations/pass.ts';

export type PassSays = { readonly written: number; readonly whole: number };

/**
 * Writes a generation on a thread of its own; resolves when it is durable. When given up, the thread ends as soon as
 * SQLite lets it; nobody waits for that.
 */
export function passInWorker(
  work: PassWork,
  onProgress: (says: PassSays) => void,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker(new URL('./pass-worker.ts', import.meta.url), { workerData: work });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = () => {
    reject(signal.reason);
    worker.unref();
    void worker.terminate();
  };
  worker.on('message', onProgress);
  worker.once('error', reject);
  worker.once('exit', (code) => {
    signal.removeEventListener('abort', giveUp);
    if (code === 0) resolve();
    else reject(signal.aborted ? signal.reason : new Error('the thread that makes a generation ended'));
  });
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp);
  return promise;
}
