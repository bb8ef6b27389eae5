import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Figures } from '#machinery/metrics/figures.ts';

const NANOSECONDS = 1e9;
const RESOLUTION_MS = 20;

/** What every process tells of itself: processor, memory, how late its loop runs. */
export function measureProcess(figures: Figures): void {
  const late = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  late.enable();
  figures.gauge('process_cpu_seconds_total', 'Processor time used.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  figures.gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  figures.gauge('rooftop_uptime_seconds', 'Time since the process started.', () => process.uptime());
  figures.gauge(
    'rooftop_loop_delay_seconds',
    'Delay of the loop since the last look, 99th percentile.',
    () => {
      const delay = Math.max(0, late.percentile(99) / NANOSECONDS - RESOLUTION_MS / 1000);
      late.reset();
      return delay;
    },
  );
}

/** The size of a file that may not be there, bytes. */
export function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
