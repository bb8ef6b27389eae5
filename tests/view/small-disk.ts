import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freeBytes } from '#view/disk-reserve.ts';

/** A file system of a few megabytes, or undefined where one may not be mounted. */
export function smallDisk(t: TestContext, megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rooftop-disk-'));
  const mounted =
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  t.after(() => {
    if (mounted) spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  if (!mounted) t.skip('a small disk cannot be mounted here');
  return mounted ? folder : undefined;
}

/** Takes all the room there is, or all but some. Others may take it at the same time. */
export function fill(folder: string, leave = 0): void {
  const path = join(folder, 'ballast');
  const ballast = openSync(path, 'a');
  try {
    for (let bytes = freeBytes(folder) - leave; bytes >= 4_096; bytes = freeBytes(folder) - leave)
      writeSync(ballast, Buffer.alloc(bytes));
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'ENOSPC');
  } finally {
    closeSync(ballast);
  }
}
