import { parseArgs } from 'node:util';
import { print } from './report.ts';
import type { Seeded } from './seed.ts';
import { seed } from './seed.ts';
import { startRooftop, temporaryFolder } from './setting.ts';
import { measureMemory, measureStart } from './workloads/footprint.ts';
import { measureGeneration } from './workloads/generation.ts';
import { measurePlanner } from './workloads/planner.ts';
import { measurePosting, measureSteady } from './workloads/posting.ts';
import { measureReads, type Read } from './workloads/reads.ts';
import { measureSlowDisk } from './workloads/slow-disk.ts';
import { measureIdleStreams, measureStream } from './workloads/streaming.ts';

/**
 * `npm run bench`: every workload with Persian text, each beside a bare reference of the same run, one JSON line each.
 * `--posts N` sets how many posts the large timelines hold (1,000,000 by default), `--only NAME` runs one group.
 */
const { values } = parseArgs({ options: { posts: { type: 'string' }, only: { type: 'string' } } });
const LARGE = Number(values.posts ?? 1_000_000);
const SMALL = 10_000;
const AUTHORS = 1_000;

const groups: Record<string, () => Promise<void>> = {
  small: () => onPosts(SMALL, everything),
  slow: measureSlowDisk,
  planner: async () => measurePlanner(),
  large: () =>
    onPosts(LARGE, (server, folder, seeded) => measureReads(server, folder, timelines(seeded, `-${LARGE}`))),
  generation: () => onPosts(LARGE, (server, _folder, seeded) => measureGeneration(server, seeded, LARGE)),
};

for (const [name, run] of Object.entries(groups)) if (!values.only || values.only === name) await run();

type Running = Awaited<ReturnType<typeof startRooftop>>;

async function onPosts(
  posts: number,
  measure: (server: Running, folder: string, seeded: Seeded) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  try {
    const from = performance.now();
    const seeded = await seed(`${folder.path}/data`, AUTHORS, posts);
    print({
      workload: `seed-${posts}`,
      perSecond: posts / ((performance.now() - from) / 1000),
      note: 'posts through the writer, one process, no HTTP',
    });
    const server = await startRooftop(seeded.folder);
    try {
      print({ workload: `start-${posts}`, readyMs: server.readyMs });
      await measure(server, folder.path, seeded);
    } finally {
      await server.stop();
    }
  } finally {
    folder.remove();
  }
}

function timelines(seeded: Seeded, suffix = ''): Read[] {
  const token = seeded.readerToken;
  const deep = Math.floor(seeded.lastStatusId - (seeded.lastStatusId - seeded.firstStatusId) * 0.9);
  return [
    { name: `home${suffix}`, path: '/api/v1/timelines/home', token },
    { name: `hashtag${suffix}`, path: `/api/v1/timelines/tag/${encodeURIComponent('باران')}`, token },
    { name: `public${suffix}`, path: '/api/v1/timelines/public', token },
    { name: `home-deep${suffix}`, path: `/api/v1/timelines/home?max_id=${deep}`, token },
    {
      name: `hashtag-deep${suffix}`,
      path: `/api/v1/timelines/tag/${encodeURIComponent('باران')}?max_id=${deep}`,
      token,
    },
    { name: `public-deep${suffix}`, path: `/api/v1/timelines/public?max_id=${deep}`, token },
    {
      name: `search${suffix}`,
      path: `/api/v2/search?type=statuses&q=${encodeURIComponent('قطار تأخیر')}`,
      token,
    },
  ];
}

async function everything(server: Running, folder: string, seeded: Seeded): Promise<void> {
  await measureMemory(server.pid, 'supervised, warm');
  await measureReads(server, folder, [
    ...timelines(seeded),
    { name: 'thread', path: `/api/v1/statuses/${seeded.threadId}/context`, token: seeded.readerToken },
    { name: 'hashtag-page-html', path: `/tags/${encodeURIComponent('باران')}` },
  ]);
  for (const connections of [1, 8, 32])
    print(await measurePosting(server, folder, seeded.tokens, connections));
  await measureSteady(server, seeded.tokens, seeded.readerToken);
  await measureIdleStreams(server, seeded.tokens, 1_000);
  for (const sockets of [100, 1_000]) await measureStream(server, seeded.tokens, sockets);
  await measureStart();
}
