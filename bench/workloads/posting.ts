import { join } from 'node:path';
import { get, load, postJson } from '../load.ts';
import { type Line, print } from '../report.ts';
import { type Running, startReference, withCpu } from '../setting.ts';
import { persianPost } from '../texts.ts';

const FOR_MS = 5_000;
const WARM_MS = 1_000;
/** The record of Twitter in June 2009, posts a second; ten times that is the target. */
export const RECORD_2009 = 456;

/** Posts by all authors in turn. */
export function postRequests(tokens: readonly string[], salt: string): (n: number) => Buffer {
  return (n) =>
    postJson(
      '/api/v1/statuses',
      { status: persianPost(n), visibility: 'public', language: 'fa' },
      { Authorization: `Bearer ${tokens[n % tokens.length]}`, 'Idempotency-Key': `${salt}-${n}` },
    );
}

/** Durable posting as fast as it goes, beside a bare server that appends bodies to a file with a shared fsync. */
export async function measurePosting(
  server: Running,
  folder: string,
  tokens: readonly string[],
  connections: number,
  name = `posting-${connections}`,
): Promise<Line> {
  const bare = await startReference(['durable', join(folder, 'durable.bin')]);
  try {
    await load({
      port: server.port,
      connections,
      forMs: WARM_MS,
      request: postRequests(tokens, `${name}-warm`),
    });
    await load({ port: bare.port, connections, forMs: WARM_MS, request: postRequests(tokens, 'warm') });
    const ours = await withCpu(server, () =>
      load({ port: server.port, connections, forMs: FOR_MS, request: postRequests(tokens, name) }),
    );
    const theirs = await withCpu(bare, () =>
      load({ port: bare.port, connections, forMs: FOR_MS, request: postRequests(tokens, name) }),
    );
    return {
      workload: name,
      ratio: ours.result.perSecond / theirs.result.perSecond,
      perSecond: ours.result.perSecond,
      p50: ours.result.p50,
      p99: ours.result.p99,
      cpuMsPerRequest: ours.cpuMs / ours.result.requests,
      barePerSecond: theirs.result.perSecond,
      failed: ours.result.failed,
    };
  } finally {
    await bare.stop();
  }
}

/** 456 posts a second with 1,000 reads a second going on. */
export async function measureSteady(
  server: Running,
  tokens: readonly string[],
  readerToken: string,
  name = 'posting-steady-456',
): Promise<void> {
  const read = get('/api/v1/timelines/home', { Authorization: `Bearer ${readerToken}` });
  const forMs = 10_000;
  const { result, cpuMs } = await withCpu(server, () =>
    Promise.all([
      load({
        port: server.port,
        connections: 16,
        forMs,
        perSecond: RECORD_2009,
        request: postRequests(tokens, name),
      }),
      load({ port: server.port, connections: 16, forMs, perSecond: 1_000, request: read }),
    ]),
  );
  const [posts, reads] = result;
  print({
    workload: name,
    perSecond: posts.perSecond,
    p50: posts.p50,
    p99: posts.p99,
    failed: posts.failed,
    cpuMsPerRequest: cpuMs / (posts.requests + reads.requests),
  });
  print({
    workload: `${name}-reads`,
    perSecond: reads.perSecond,
    p50: reads.p50,
    p99: reads.p99,
    failed: reads.failed,
  });
}
