import { cpus, release } from 'node:os';

/** One measured workload. Rates a second, times in milliseconds. */
export type Line = {
  readonly workload: string;
  /** Ours divided by the bare reference of the same run; above 1 is faster than the reference. */
  readonly ratio?: number;
  readonly perSecond?: number;
  readonly p50?: number;
  readonly p99?: number;
  /** Server CPU a request, all processes together. */
  readonly cpuMsPerRequest?: number;
  readonly failed?: number;
  readonly note?: string;
  readonly [figure: string]: string | number | undefined;
};

/** What every line is measured under. */
export function conditions(): Record<string, string | number> {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    kernel: release(),
  };
}

/** Prints one JSON line; figures rounded to four digits. */
export function print(line: Line): void {
  const rounded = Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    ]),
  );
  process.stdout.write(`${JSON.stringify({ ...rounded, ...conditions() })}\n`);
}
