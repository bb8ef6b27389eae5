import { type Db, isStorageError, openDatabase } from '#log/sqlite.ts';

export type Lock = { release(): void };

/**
 * The one writer's lock: an open exclusive transaction on a file of its own. Undefined while somebody else holds it;
 * the system frees it when its holder dies, however it dies.
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

/** Waits for the lock as a standby does, asking every 10 ms. Undefined after `mostMs`. */
export async function awaitLock(path: string, mostMs: number): Promise<Lock | undefined> {
  const endsAt = performance.now() + mostMs;
  for (;;) {
    const lock = takeLock(path);
    if (lock || performance.now() >= endsAt) return lock;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
