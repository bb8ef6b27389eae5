import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Person } from '../support/house.ts';
import { type Line, openLine } from '../support/line.ts';
import { type RunningServer, startRunningServer } from '../support/running-server.ts';

const PAIRS = 10_000;
const LANES = 16;
const POSTERS = 8;
const EACH = 100;

let server: RunningServer;
before(async () => {
  server = await startRunningServer({ ROOFTOP_PROCESSES: '2' });
  await server.untilReady('web', 2);
});
after(() => server.clear());

/** Two connections; the supervisor hands them to different processes, since it hands them out in turn. */
async function twoSides(): Promise<readonly [Line, Line]> {
  const sides = [openLine(server.port), openLine(server.port)] as const;
  for (const side of sides) await side.ask('GET', '/health/live');
  return sides;
}

async function requestsByProcess(): Promise<ReadonlyMap<string, number>> {
  const line = openLine(server.port);
  const { text } = await line.ask('GET', '/metrics');
  line.close();
  const found = text.matchAll(/^rooftop_http_request_seconds_count\{role="web",pid="(\d+)"\} (\d+)$/gm);
  return new Map([...found].map(([, pid, count]) => [pid!, Number(count)]));
}

type Post = { readonly id: string };

/** One person writes through one process, another reads through the other one, at once after each answer. */
async function watch(
  [here, there]: readonly [Line, Line],
  [writer, reader]: readonly [Person, Person],
  rounds: number,
): Promise<readonly string[]> {
  const mine = { token: writer.token };
  const theirs = { token: reader.token };
  const stale: string[] = [];
  const expect = async (what: string, path: string, status: number) => {
    const answer = await there.ask('GET', path, theirs);
    if (answer.status !== status) stale.push(`${what}: ${answer.status}`);
  };
  const write = async (method: string, path: string, json?: unknown) =>
    here.json<Post>(method, path, { ...mine, ...(json === undefined ? {} : { json }) });
  for (let i = 0; i < rounds; i++) {
    const { id } = await write('POST', '/api/v1/statuses', { status: `${i}` });
    await expect('posted', `/api/v1/statuses/${id}`, 200);
    await write('POST', `/api/v1/accounts/${reader.id}/block`);
    await expect('blocked', `/api/v1/statuses/${id}`, 404);
    await write('POST', `/api/v1/accounts/${reader.id}/unblock`);
    await expect('unblocked', `/api/v1/statuses/${id}`, 200);
    await write('DELETE', `/api/v1/statuses/${id}`);
    await expect('deleted', `/api/v1/statuses/${id}`, 404);
  }
  here.close();
  there.close();
  return stale;
}

test('10,000 times a post, a block or a deletion is seen at once through another process: no answer is stale', async () => {
  const lanes: (readonly [readonly [Line, Line], readonly [Person, Person]])[] = [];
  for (let i = 0; i < LANES; i++) {
    const people = [await server.person(`writer${i}`), await server.person(`reader${i}`)] as const;
    lanes.push([await twoSides(), people]);
  }
  const before = await requestsByProcess();
  const rounds = Math.ceil(PAIRS / 4 / LANES);
  const stale = await Promise.all(lanes.map(([sides, people]) => watch(sides, people, rounds)));
  assert.deepEqual(stale.flat(), []);

  const after = await requestsByProcess();
  const served = [...after].map(([pid, count]) => count - (before.get(pid) ?? 0));
  assert.equal(served.length, 2);
  assert.ok(Math.min(...served) > PAIRS * 0.8, `both processes took part: ${served}`);
});

test('eight people post through two processes, a reader pages on with min_id: nothing is missed or repeated', async () => {
  const reader = await server.person('pager');
  const start = await openLine(server.port).json<Post>('POST', '/api/v1/statuses', {
    token: reader.token,
    json: { status: '#rush begins' },
  });
  let posting = true;
  const posted = Promise.all(
    Array.from({ length: POSTERS }, async (_, i) => {
      const { token } = await server.person(`poster${i}`);
      const line = openLine(server.port);
      const ids: string[] = [];
      for (let n = 0; n < EACH; n++) {
        const json = { status: `${n} #rush` };
        ids.push((await line.json<Post>('POST', '/api/v1/statuses', { token, json })).id);
      }
      line.close();
      return ids;
    }),
  ).finally(() => {
    posting = false;
  });

  const sides = await twoSides();
  const read: string[] = [];
  let at = start.id;
  for (let more = true, turn = 0; more; turn++) {
    const last = !posting;
    const path = `/api/v1/timelines/tag/rush?min_id=${at}&limit=9`;
    const page = await sides[turn % 2]!.json<readonly Post[]>('GET', path, { token: reader.token });
    read.push(...page.map(({ id }) => id).toReversed());
    at = page[0]?.id ?? at;
    more = !last || page.length > 0;
  }
  for (const side of sides) side.close();
  assert.deepEqual(read, (await posted).flat().sort());
});
