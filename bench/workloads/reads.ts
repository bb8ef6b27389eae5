import { get, load } from '../load.ts';
import { type Line, print } from '../report.ts';
import { type Running, startSame, withCpu } from '../setting.ts';

const CONNECTIONS = 32;
const FOR_MS = 5_000;
/** A fresh process compiles what it runs often during its first seconds; what counts is how it runs afterwards. */
const WARM_MS = 3_000;

export type Read = { readonly name: string; readonly path: string; readonly token?: string };

/** Measures one page at 32 connections, turn by turn with a bare server that sends the same bytes. */
export async function measureRead(server: Running, folder: string, read: Read): Promise<Line> {
  const headers: Record<string, string> = read.token ? { Authorization: `Bearer ${read.token}` } : {};
  const answer = await fetch(`http://127.0.0.1:${server.port}${read.path}`, { headers });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${read.path} answered ${answer.status}`);
  const bare = await startSame(folder, bytes);
  try {
    const request = get(read.path, headers);
    await load({ port: server.port, connections: CONNECTIONS, forMs: WARM_MS, request });
    await load({ port: bare.port, connections: CONNECTIONS, forMs: WARM_MS, request });
    const ours = await withCpu(server, () =>
      load({ port: server.port, connections: CONNECTIONS, forMs: FOR_MS, request }),
    );
    const theirs = await withCpu(bare, () =>
      load({ port: bare.port, connections: CONNECTIONS, forMs: FOR_MS, request }),
    );
    return {
      workload: read.name,
      ratio: ours.result.perSecond / theirs.result.perSecond,
      perSecond: ours.result.perSecond,
      p50: ours.result.p50,
      p99: ours.result.p99,
      cpuMsPerRequest: ours.cpuMs / ours.result.requests,
      bareCpuMsPerRequest: theirs.cpuMs / theirs.result.requests,
      barePerSecond: theirs.result.perSecond,
      failed: ours.result.failed,
      answerBytes: bytes.length,
    };
  } finally {
    await bare.stop();
  }
}

export async function measureReads(server: Running, folder: string, reads: readonly Read[]): Promise<void> {
  for (const read of reads) print(await measureRead(server, folder, read));
}
