import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askSupervisor } from '#machinery/roles/supervisor/desk.ts';
import { keepAsking, openLine } from '../support/line.ts';
import { isAlive, startRunningServer, until } from '../support/running-server.ts';

const LANES = 8;

test('replacing every process fails no request of clients that keep their connections, and loses no post', async () => {
  const server = await startRunningServer({ ROOFTOP_PROCESSES: '2' });
  try {
    const ada = await server.person('ada');
    await server.untilReady('web', 2);
    await server.untilReady('jobs', 1);
    const before = (await server.status()).children.map(({ pid }) => pid);
    const reading = keepAsking(server.port, LANES, (line) =>
      line.ask('GET', '/api/v1/timelines/public', { token: ada.token }),
    );
    const posting = keepAsking(server.port, LANES, (line, lane, n) =>
      line.ask('POST', '/api/v1/statuses', {
        token: ada.token,
        json: { status: `${lane} ${n}`, visibility: 'unlisted' },
      }),
    );
    const idle = openLine(server.port);
    await idle.ask('GET', '/health/ready');

    const status = await askSupervisor(server.folder.desk, 'replace');
    assert.equal(
      (await idle.ask('GET', '/health/ready')).status,
      200,
      'a connection idle meanwhile is not stuck',
    );
    const [reads, posts] = await Promise.all([reading.stop(), posting.stop()]);
    idle.close();

    assert.deepEqual(
      [...reads, ...posts].flatMap(({ failed }) => failed ?? []),
      [],
    );
    assert.ok(
      reads.length > 50 && posts.length > 50,
      `${reads.length} reads and ${posts.length} posts went on`,
    );
    const after = status!.children.map(({ pid }) => pid);
    assert.equal(after.length, before.length);
    for (const pid of before) {
      assert.ok(!after.includes(pid), `${pid} was replaced`);
      await until(() => (isAlive(pid) ? undefined : true), `${pid} is still there`);
    }
    const { count } = server.house
      .view()
      .db.prepare<{ count: number }>('SELECT count(*) AS count FROM status')
      .get()!;
    assert.equal(count, posts.length, 'each post is there once');
    assert.equal(await server.stop(), 0);
  } finally {
    await server.clear();
  }
});
