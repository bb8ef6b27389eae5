import { spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { print } from '../report.ts';
import { seed } from '../seed.ts';
import { startRooftop, temporaryFolder } from '../setting.ts';
import { measurePosting, measureSteady } from './posting.ts';

const TIMES = 10;
const SYNCS = 200;

/** Posting on a disk whose fsync takes ten times as long: strace delays each one. Says so when strace is lacking. */
export async function measureSlowDisk(): Promise<void> {
  if (spawnSync('strace', ['-V']).status !== 0)
    return print({ workload: 'slow-disk', note: 'left out: strace is not installed' });
  const folder = temporaryFolder();
  try {
    const syncMs = measureSync(folder.path);
    const delayUs = Math.round(syncMs * 1_000 * (TIMES - 1));
    print({ workload: 'fsync', p50: syncMs, slowedToMs: syncMs * TIMES });
    const seeded = await seed(`${folder.path}/data`, 1_000, 1_000);
    const syscalls = 'fsync,fdatasync';
    const server = await startRooftop(seeded.folder, '1', [
      'strace',
      '-f',
      '-qq',
      '--seccomp-bpf',
      '-o/dev/null',
      '-e',
      `trace=${syscalls}`,
      '-e',
      `inject=${syscalls}:delay_exit=${delayUs}`,
    ]);
    try {
      for (const connections of [1, 8, 32])
        print(
          await measurePosting(
            server,
            folder.path,
            seeded.tokens,
            connections,
            `posting-${connections}-slow-disk`,
          ),
        );
      await measureSteady(server, seeded.tokens, seeded.readerToken, 'posting-steady-456-slow-disk');
    } finally {
      await server.stop();
    }
  } finally {
    folder.remove();
  }
}

/** The median time of a small write with fdatasync, milliseconds. */
function measureSync(folder: string): number {
  const file = openSync(join(folder, 'sync.bin'), 'w');
  const times = Array.from({ length: SYNCS }, () => {
    const from = performance.now();
    writeSync(file, 'x'.repeat(4_096));
    fdatasyncSync(file);
    return performance.now() - from;
  });
  closeSync(file);
  return times.toSorted((a, b) => a - b)[SYNCS / 2]!;
}
