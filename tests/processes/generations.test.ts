import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { askForGeneration } from '#machinery/control/ask-generation.ts';
import type { GenerationMade } from '#view/generations/make.ts';
import { keepAsking } from '../support/line.ts';
import { runToEnd, startRunningServer } from '../support/running-server.ts';
import { assertSameView } from '../support/same-view.ts';

const LANES = 2;

for (const processes of ['2', 'single'])
  test(`with ROOFTOP_PROCESSES=${processes} a view is written anew while everything goes on: no request fails and no answer is from behind`, async () => {
    const server = await startRunningServer({ ROOFTOP_PROCESSES: processes });
    try {
      const ada = await server.person('ada');
      const reading = keepAsking(server.port, LANES, (line) =>
        line.ask('GET', '/api/v1/timelines/public', { token: ada.token }),
      );
      const posting = keepAsking(server.port, LANES, async (line, lane, n) => {
        const posted = await line.ask('POST', '/api/v1/statuses', {
          token: ada.token,
          json: { status: `${lane} ${n}`, visibility: 'public' },
        });
        if (posted.status !== 200) return posted;
        const { id } = JSON.parse(posted.text) as { readonly id: string };
        return line.ask('GET', `/api/v1/statuses/${id}`);
      });
      const first = await askForGeneration(server.folder.control, () => {});
      const settings = { ROOFTOP_DATA: server.folder.root };
      const { code, stdout, stderr } = await runToEnd(['view', 'rebuild', '--json'], settings);
      assert.equal(code, 0, stderr);
      const second = JSON.parse(stdout) as GenerationMade;
      const [reads, posts] = await Promise.all([reading.stop(), posting.stop()]);
      assert.deepEqual(
        [...reads, ...posts].flatMap(({ failed }) => failed ?? []),
        [],
      );
      assert.ok(posts.length > 20, `${posts.length} posts were made and read meanwhile`);
      assert.ok(second.seq > first!.seq);
      assert.equal(await server.stop(), 0);
      await assertSameView(server.folder.root);
    } finally {
      await server.clear();
    }
  });

test('after kill -9 of the writer while it writes the view anew, the old view serves on and nothing half-made stays', async () => {
  const server = await startRunningServer({ ROOFTOP_PROCESSES: '1' });
  try {
    const ada = await server.person('ada');
    const posting = keepAsking(server.port, LANES, (line, lane, n) =>
      line.ask('POST', '/api/v1/statuses', { token: ada.token, json: { status: `${lane} ${n}` } }),
    );
    for (let i = 0; i < 2; i++) {
      const [writer] = await server.pids('writer');
      const asked = askForGeneration(server.folder.control, () => process.kill(writer!, 'SIGKILL'));
      await assert.rejects(asked, { name: 'Refusal', kind: 'unavailable' });
      await server.untilReady('writer', 1, [writer!]);
    }
    const posts = await posting.stop();
    assert.deepEqual(
      posts.flatMap(({ failed }) => failed ?? []),
      [],
    );
    const view = server.house.view();
    const { n } = view.db.prepare<{ n: number }>('SELECT count(*) AS n FROM status').get()!;
    assert.equal(n, posts.length);
    const generations = readdirSync(server.folder.root).filter((name) => name.includes('.generation-'));
    assert.deepEqual(generations, [], 'none was finished');
    assert.equal(await server.stop(), 0);
    await assertSameView(server.folder.root);
  } finally {
    await server.clear();
  }
});

test('without a server the command writes the view anew by itself; a second one at the same time is refused', async () => {
  const server = await startRunningServer({ ROOFTOP_PROCESSES: '1' });
  try {
    await server.person('ada');
    const asks = [0, 1].map(() => askForGeneration(server.folder.control, () => {}));
    const ended = await Promise.allSettled(asks);
    assert.deepEqual(ended.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal(await server.stop(), 0);
    const settings = { ROOFTOP_DATA: server.folder.root };
    const { code, stdout, stderr } = await runToEnd(['view', 'rebuild'], settings);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^the view is new from \d+ on: [\d.]+ MB before, [\d.]+ MB now; [\d.]+ s/);
    await assertSameView(server.folder.root);
  } finally {
    await server.clear();
  }
});
