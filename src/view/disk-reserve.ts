import { statfsSync } from 'node:fs';

const LOOK_EVERY_MS = 1_000;

/** Says why the disk cannot take more, so that it is said before anything is appended. Looks at most once a second. */
export function watchDiskReserve(path: string, reserveBytes: number): () => string | undefined {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let trouble: string | undefined;
  return () => {
    const now = performance.now();
    if (now - lookedAt >= LOOK_EVERY_MS) {
      lookedAt = now;
      trouble = freeBytes(path) < reserveBytes ? 'the disk is full' : undefined;
    }
    return trouble;
  };
}

/** What an unprivileged process may still write at the path, bytes. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}
