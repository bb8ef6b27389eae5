import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second of /proc on Linux. */
const TICKS = 100;

/** CPU time of a process and all its descendants, milliseconds. */
export function cpuMs(pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + ownCpuMs(member), 0);
}

function ownCpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  } catch {
    return 0;
  }
}

/** Memory of a process as PSS, MiB: shared pages counted by share. */
export function pssMiB(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
}

/** A process and its descendants, by pid. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const family = [pid];
  for (const member of family)
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

export type Started = { readonly child: ChildProcess; readonly pid: number; stop(): Promise<void> };

/** Starts a node program, by way of another command (`strace …`) when one is given. Its errors go to ours. */
export function start(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  by: readonly string[] = [],
): Started {
  const words = [...by, process.execPath, file, ...args];
  const child = spawn(words[0]!, words.slice(1), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout!.resume();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    pid: child.pid!,
    async stop() {
      for (const pid of familyOf(child.pid!).slice(by.length > 0 ? 1 : 0, by.length > 0 ? 2 : 1))
        process.kill(pid, 'SIGTERM');
      await ended;
    },
  };
}

/** Waits until a port answers HTTP; the milliseconds that took. */
export async function untilAnswers(port: number, path = '/', mostMs = 20_000): Promise<number> {
  const from = performance.now();
  while (performance.now() - from < mostMs) {
    const answered = await fetch(`http://127.0.0.1:${port}${path}`).then(
      (response) => response.arrayBuffer().then(() => response.status < 500),
      () => false,
    );
    if (answered) return performance.now() - from;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`nothing answered on port ${port}`);
}
