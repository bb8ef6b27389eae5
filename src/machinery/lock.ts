import { type Db, isStorageError, openDatabase } from '#log/sqlite.ts';

export type Lock = { release(): void };

const LOOK_EVERY_MS = 10;

/**
 * A lock that only one process has: an open exclusive transaction on a file of its own. Undefined while somebody else
 * holds it; the system frees it when its holder dies, however it dies.
 */
export function takeLock(path: string): Lock | undefined {
  let db: Db | undefined;
  try {
    db = openDatabase(path, { busyTimeoutMs: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (isStorageError(error)) return undefined;
    throw error;
  }
  const held = db;
  return { release: () => held.close() };
}

/** Waits for the lock as a standby does, asking every 10 ms; says when it has to wait. Undefined after `mostMs`. */
export async function awaitLock(
  path: string,
  mostMs: number,
  onWait?: () => void,
): Promise<Lock | undefined> {
  const endsAt = performance.now() + mostMs;
  for (let waited = false; ; waited = true) {
    const lock = takeLock(path);
    if (lock || performance.now() >= endsAt) return lock;
    if (!waited) onWait?.();
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
