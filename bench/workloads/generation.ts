import { statSync } from 'node:fs';
import { join } from 'node:path';
import { askForGeneration } from '#machinery/control/ask-generation.ts';
import { get, type LoadResult, load } from '../load.ts';
import { cpuMs } from '../process.ts';
import { print } from '../report.ts';
import type { Seeded } from '../seed.ts';
import type { Running } from '../setting.ts';
import { postRequests, RECORD_2009 } from './posting.ts';

const READS_PER_SECOND = 500;
const CONNECTIONS = 16;
const BEFORE_MS = 10_000;
const LONGEST_MS = 600_000;
/** CPU time within a second below which a server is taken to be idle. */
const IDLE_MS = 100;
const IDLE_TRIES = 600;

/** Every table written anew while 456 posts a second and reads go on, beside ten seconds of the same without it. */
export async function measureGeneration(server: Running, seeded: Seeded, posts: number): Promise<void> {
  await untilIdle(server);
  await steady(server, seeded, 'warm', AbortSignal.timeout(BEFORE_MS / 2));
  tell(
    `steady-before-generation-${posts}`,
    await steady(server, seeded, 'before', AbortSignal.timeout(BEFORE_MS)),
  );
  const ending = new AbortController();
  const [loads, made] = await Promise.all([
    steady(server, seeded, 'during', ending.signal),
    askForGeneration(join(seeded.folder, 'control.sock'), () => {}).finally(() => ending.abort()),
  ]);
  if (!made) throw new Error('no writer took the question');
  tell(`steady-during-generation-${posts}`, loads);
  print({
    workload: `generation-${posts}`,
    seconds: made.tookMs / 1000,
    perSecond: posts / (made.tookMs / 1000),
    copySeconds: made.copyMs / 1000,
    swapMs: made.swapMs,
    megabytesBefore: made.bytesBefore / 1_048_576,
    megabytes: made.bytes / 1_048_576,
    logMegabytes: statSync(join(seeded.folder, 'log.db')).size / 1_048_576,
  });
}

/** Jobs index what was seeded first: that is not to be measured along. */
async function untilIdle({ pid }: Running): Promise<void> {
  for (let tries = 0; tries < IDLE_TRIES; tries++) {
    const before = cpuMs(pid);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (cpuMs(pid) - before < IDLE_MS) return;
  }
}

type Loads = { readonly posts: LoadResult; readonly reads: LoadResult };

async function steady(server: Running, seeded: Seeded, salt: string, signal: AbortSignal): Promise<Loads> {
  const options = { port: server.port, connections: CONNECTIONS, forMs: LONGEST_MS, signal };
  const request = get('/api/v1/timelines/home', { Authorization: `Bearer ${seeded.readerToken}` });
  const [posts, reads] = await Promise.all([
    load({ ...options, perSecond: RECORD_2009, request: postRequests(seeded.tokens, salt) }),
    load({ ...options, perSecond: READS_PER_SECOND, request }),
  ]);
  return { posts, reads };
}

function tell(workload: string, { posts, reads }: Loads): void {
  print({
    workload,
    perSecond: posts.perSecond,
    p50: posts.p50,
    p99: posts.p99,
    failed: posts.failed + reads.failed,
    readsPerSecond: reads.perSecond,
    readsP99: reads.p99,
  });
}
