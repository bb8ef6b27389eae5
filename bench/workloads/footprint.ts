import { readFileSync } from 'node:fs';
import { familyOf, pssMiB } from '../process.ts';
import { print } from '../report.ts';
import { startRooftop, temporaryFolder } from '../setting.ts';

const RUNS = 5;

/** First answer on an empty data folder, and what the idle processes weigh. */
export async function measureStart(): Promise<void> {
  for (const processes of ['1', 'single']) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const folder = temporaryFolder();
      const from = performance.now();
      const server = await startRooftop(folder.path, processes);
      times.push(performance.now() - from);
      if (run === RUNS - 1) {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        await measureMemory(server.pid, processes === 'single' ? 'one process, idle' : 'supervised, idle');
      }
      await server.stop();
      folder.remove();
    }
    const sorted = times.toSorted((a, b) => a - b);
    print({
      workload: `start-empty-${processes}`,
      p50: sorted[Math.floor(RUNS / 2)]!,
      worst: sorted.at(-1)!,
    });
  }
}

/** PSS of each role and of all together. */
export async function measureMemory(pid: number, note: string): Promise<void> {
  const roles: Record<string, number> = {};
  for (const member of familyOf(pid)) {
    const words = readFileSync(`/proc/${member}/cmdline`, 'utf8').split('\0');
    const role = words.includes('role') ? words[words.indexOf('role') + 1]! : 'supervisor';
    roles[`${role}MiB`] = (roles[`${role}MiB`] ?? 0) + pssMiB(member);
  }
  const total = Object.values(roles).reduce((sum, mib) => sum + mib, 0);
  print({ workload: 'memory', totalMiB: total, ...roles, note });
}
