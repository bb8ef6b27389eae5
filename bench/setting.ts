import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuMs, type Started, start, untilAnswers } from './process.ts';

/** A running Rooftop and a bare reference beside it, in the same run. */
export type Running = Started & { readonly port: number };

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'rooftop-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts Rooftop as people do, on a folder. `processes` is `single` or the number of web processes. */
export async function startRooftop(
  folder: string,
  processes = '1',
  by: readonly string[] = [],
): Promise<Running & { readonly readyMs: number }> {
  const port = await freePort();
  const started = start(
    'src/main.ts',
    ['serve'],
    {
      ROOFTOP_DATA: folder,
      ROOFTOP_PORT: String(port),
      ROOFTOP_HOST: '127.0.0.1',
      ROOFTOP_URL: `http://localhost:${port}`,
      ROOFTOP_PROCESSES: processes,
    },
    by,
  );
  const readyMs = await untilAnswers(port, '/about');
  return { ...started, port, readyMs };
}

/** A bare server that sends the same bytes. */
export async function startSame(folder: string, bytes: Uint8Array): Promise<Running> {
  const file = join(folder, 'same.bin');
  writeFileSync(file, bytes);
  return startReference(['same', file]);
}

export async function startReference(args: readonly string[]): Promise<Running> {
  const port = await freePort();
  const started = start('bench/reference.ts', args, { BENCH_PORT: String(port) });
  await untilAnswers(port);
  return { ...started, port };
}

/** Runs work and tells the CPU time that a server used meanwhile, milliseconds. */
export async function withCpu<T>(
  server: Running,
  work: () => Promise<T>,
): Promise<{ result: T; cpuMs: number }> {
  const before = cpuMs(server.pid);
  const result = await work();
  return { result, cpuMs: cpuMs(server.pid) - before };
}
