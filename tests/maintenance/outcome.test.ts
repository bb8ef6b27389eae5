import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { finishWindow } from '#rooms/maintenance/carry-out.ts';
import { planWindow, seeWindow, windows } from '#rooms/maintenance/index.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { type RunningServer, startRunningServer, until } from '../support/running-server.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
/** Longer than a second, so that at least one question falls into it. */
const STOPPED_MS = 1_300;
type Post = { readonly content: string };

let server: RunningServer;
before(async () => {
  server = await startRunningServer({ ROOFTOP_PROCESSES: '1' });
});
after(() => server.clear());

const killed: number[] = [];

/** Kills the processes of a role as they come, so many times, each once. */
async function killEach(role: 'writer' | 'jobs', times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await server.untilReady(role, 1, killed);
    const ready = (await server.pids(role)).filter((pid) => !killed.includes(pid));
    for (const pid of ready) process.kill(pid, 'SIGKILL');
    killed.push(...ready);
  }
}

test('a window of a real server starts by the clock, and a writer killed in it shows as silence in the outcome', async () => {
  const now = Date.now();
  const { id } = await planWindow(server.house, {
    ...{ kind: 'drill', title: 'Killing the writer', effect: 'none', parts: [], automatic: true },
    ...{ startsAt: now + 700, endsAt: now + 10 * MINUTE },
  });
  const see = () => {
    server.house.view().takeEvents();
    return seeWindow(server.house.view(), id)!;
  };
  await until(() => (see().window.state === 'in-progress' ? true : undefined), 'it never started');
  assert.ok(see().window.startedAt! >= now + 700, 'not before its hour');
  const probes = () => server.house.view().db.prepare<{ n: number }>('SELECT n FROM probe').get()?.n ?? 0;
  await until(() => (probes() >= 2 ? true : undefined), 'nothing was measured');
  await killEach('writer', 2);
  await server.untilReady('writer', 1, killed);
  for (const pid of await server.pids('writer')) process.kill(pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, STOPPED_MS));
  await killEach('writer', 1);
  const before = probes();
  await until(
    () => (probes() >= before + 3 ? true : undefined),
    `probes did not go on after the kill: ${server.lines.join('\n')}`,
  );
  await finishWindow(server.house, id);
  const outcome = await until(() => see().outcome ?? undefined, 'no outcome was published');
  assert.equal(outcome.ending, 'early');
  assert.ok(outcome.measuredSeconds >= 4, JSON.stringify(outcome));
  assert.ok(outcome.measuredSeconds <= outcome.seconds + 1, JSON.stringify(outcome));
  assert.ok(outcome.writes.accepted >= 4, JSON.stringify(outcome));
  assert.ok(outcome.writes.longestSilenceMs > STOPPED_MS - SECOND, JSON.stringify(outcome));
  assert.equal(outcome.reads.failed, 0, 'reading went on without a writer');
  assert.ok(outcome.reads.accepted >= 4, JSON.stringify(outcome));
  const timeline = await fetch(`http://127.0.0.1:${server.port}/api/v1/timelines/public`);
  assert.deepEqual(await timeline.json(), [], 'probes never show');
  assert.equal(windows(server.house.view()).length, 1);
  assert.equal(see().window.sequence, 3);
});

test('the official account tells each step once, though jobs are killed while they tell', async () => {
  const account = await server.person('status');
  await changeSetting(server.house, 'maintenance_account', 'status');
  const titles = ['one', 'two', 'three'];
  for (const [i, title] of titles.entries()) {
    const startsAt = Date.now() + (i + 1) * 100 * MINUTE;
    const words = { kind: 'network', title, effect: 'none', parts: [] };
    await planWindow(server.house, { ...words, startsAt, endsAt: startsAt + MINUTE });
    await killEach('jobs', 1);
  }
  const told = async () => {
    const path = `/api/v1/accounts/${account.id}/statuses`;
    const posts = (await (await fetch(`http://127.0.0.1:${server.port}${path}`)).json()) as Post[];
    return posts.map(({ content }) => /Planned maintenance: (\w+)/.exec(content)?.[1]);
  };
  await until(async () => ((await told()).includes('three') ? true : undefined), 'not all was told');
  assert.deepEqual((await told()).toReversed(), titles);
});
