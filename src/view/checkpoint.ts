import type { Db } from '#log/sqlite.ts';

/** How far the WAL reaches, and whether all of it is in the database file. */
export type WalState = { readonly frames: number; readonly whole: boolean };

/** Writes into the database what nobody is in the way of. Never makes the writer wait. */
export function passiveCheckpoint(db: Db): WalState {
  const { busy, log, checkpointed } = run(db, 'PASSIVE');
  return { frames: log, whole: busy === 0 && log === checkpointed };
}

/**
 * Empties the WAL. The writer waits meanwhile, so it is tried only when the passive pass left nothing to do: a
 * long reader, such as a snapshot being made, must not stop the house. False when somebody was in the way.
 */
export function truncateWal(db: Db): boolean {
  return passiveCheckpoint(db).whole && run(db, 'TRUNCATE').busy === 0;
}

/**
 * Lets the WAL be written from its beginning again, in the blocks it has: freeing and taking 64 MiB stops the writer for some 25 ms,
 * this for 1.5. Two passes go before, so that while the writer waits next to nothing is left to write.
 */
export function restartWal(db: Db): boolean {
  passiveCheckpoint(db);
  return passiveCheckpoint(db).whole && run(db, 'RESTART').busy === 0;
}

function run(db: Db, mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE') {
  return db
    .prepare<{ busy: number; log: number; checkpointed: number }>(`PRAGMA wal_checkpoint(${mode})`)
    .get()!;
}
