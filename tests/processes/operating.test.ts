import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { openDatabase } from '#log/sqlite.ts';
import { openLine } from '../support/line.ts';
import {
  type RunningServer,
  runToEnd,
  startRunningServer,
  temporaryFolder,
} from '../support/running-server.ts';

type Finding = { readonly about: string; readonly well: boolean; readonly says: string };
type Health = { readonly status: string; readonly reading: boolean; readonly posting: boolean };

let root: string;
let settings: Record<string, string>;
before(() => {
  root = temporaryFolder();
  settings = { ROOFTOP_DATA: root };
});
after(() => rmSync(root, { recursive: true, force: true }));

async function findings(): Promise<ReadonlyMap<string, Finding>> {
  const { stdout } = await runToEnd(['doctor', '--json'], settings);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  return new Map(findings.map((finding) => [finding.about, finding]));
}

async function withServer(
  more: Record<string, string>,
  work: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const folder = temporaryFolder();
  const server = await startRunningServer({ ROOFTOP_DATA: folder, ...more });
  try {
    await work(server);
  } finally {
    await server.clear();
  }
}

test('operators are told how to call a command, and get exit code 2 when they did not', async () => {
  const help = await runToEnd(['--help'], settings);
  assert.equal(help.code, 0);
  for (const name of ['serve', 'settings', 'user create', 'log verify', 'doctor', 'upgrade'])
    assert.ok(help.stdout.includes(`  ${name} `), name);
  const one = await runToEnd(['log', 'verify', '--help'], settings);
  assert.equal(one.code, 0);
  assert.match(one.stdout, /^rooftop log verify/);
  const unknown = await runToEnd(['sing'], settings);
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /no command "sing"/);
  const option = await runToEnd(['doctor', '--loud'], settings);
  assert.equal(option.code, 2);
  assert.match(option.stderr, /--loud[\s\S]*rooftop doctor/);
  const wrong = await runToEnd(['serve'], { ...settings, ROOFTOP_PORT: 'x', ROOFTOP_DISK_RESERVE_MB: 'y' });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /ROOFTOP_PORT[\s\S]*ROOFTOP_DISK_RESERVE_MB/);
});

test('without a server a command opens the house itself, and refuses another domain than the first', async () => {
  const made = await runToEnd(
    ['user', 'create', '--username', 'ada', '--email', 'ada@example.org', '--password', 'correct horse'],
    settings,
  );
  assert.equal(made.code, 0, made.stderr);
  assert.equal((JSON.parse(made.stdout) as { readonly username: string }).username, 'ada');
  const elsewhere = { ...settings, ROOFTOP_URL: 'https://elsewhere.example' };
  for (const words of [['settings'], ['serve']]) {
    const { code, stderr } = await runToEnd(words, { ...elsewhere, ROOFTOP_PORT: '0' });
    assert.equal(code, 1);
    assert.match(stderr, /belongs to localhost, and ROOFTOP_URL says elsewhere\.example/);
  }
});

test('log verify finds a view that was changed behind the log’s back', async () => {
  const good = await runToEnd(['log', 'verify'], settings);
  assert.equal(good.code, 0, good.stderr);
  assert.match(good.stdout, /tell the same/);
  const view = openDatabase(`${root}/view.db`);
  view.exec("UPDATE account SET display_name = 'Eve'");
  view.close();
  const bad = await runToEnd(['log', 'verify', '--json'], settings);
  assert.equal(bad.code, 1);
  const { differences } = JSON.parse(bad.stdout) as {
    readonly differences: readonly { readonly table: string }[];
  };
  assert.deepEqual(
    differences.map(({ table }) => table),
    ['account'],
  );
});

test('the doctor says what is well and what is not', async () => {
  const all = await findings();
  for (const about of ['processes', 'log', 'faults', 'clock', 'view', 'wal', 'jobs', 'snapshots', 'disk'])
    assert.equal(all.get(about)?.well, true, `${about}: ${all.get(about)?.says}`);
  const log = openDatabase(`${root}/log.db`);
  log.exec(`UPDATE entry SET at = ${Date.now() + 3_600_000} WHERE seq = (SELECT max(seq) FROM entry)`);
  log.close();
  const view = openDatabase(`${root}/view.db`);
  view.exec("UPDATE position SET hash = 'other'");
  view.close();
  const later = await findings();
  assert.equal(later.get('clock')?.well, false);
  assert.equal(later.get('view')?.well, false);
  const { code, stdout } = await runToEnd(['doctor'], settings);
  assert.equal(code, 1);
  assert.match(stdout, /^look {2}clock/m);
});

test('a port that is taken is told in one line', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  assert.ok(typeof address === 'object' && address);
  const folder = temporaryFolder();
  try {
    for (const processes of ['1', 'single']) {
      const { code, stderr } = await runToEnd(['serve'], {
        ROOFTOP_DATA: folder,
        ROOFTOP_PORT: String(address.port),
        ROOFTOP_PROCESSES: processes,
      });
      assert.equal(code, 1);
      assert.match(stderr, /^cannot listen.*EADDRINUSE/m);
    }
  } finally {
    other.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

for (const processes of ['1', 'single'])
  test(`with ROOFTOP_PROCESSES=${processes} the first start prints a link for the administrator, and health and figures are there`, async () => {
    await withServer({ ROOFTOP_PROCESSES: processes }, async (server) => {
      const line = openLine(server.port);
      for (const path of ['/health/live', '/health/ready', '/health'])
        assert.equal((await line.json<Health>('GET', path)).status, 'ok', path);
      await server.untilLine(
        /^Make the administrator's account with this link .*\/auth\/administrator\/\S{40,}/,
      );
      const metrics = await line.ask('GET', '/metrics');
      assert.equal(metrics.status, 200);
      const roles = processes === '1' ? ['supervisor', 'writer', 'web', 'jobs'] : ['single'];
      for (const role of roles)
        assert.match(
          metrics.text,
          new RegExp(`^process_resident_memory_bytes\\{role="${role}",pid="\\d+"\\} \\d+$`, 'm'),
        );
      assert.match(metrics.text, /^rooftop_commands_total\{.*end="done"\} \d+$/m);
      const through = await line.ask('GET', '/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } });
      assert.equal(through.status, 404, 'not for those behind a proxy');
      line.close();
      assert.equal(await server.stop(), 0);
    });
  });

test('what is damaged on the disk is said, and the server does not start over it for ever', async () => {
  const folder = temporaryFolder();
  try {
    const made = await runToEnd(['settings', 'title', 'Roof'], { ROOFTOP_DATA: folder });
    assert.equal(made.code, 0, made.stderr);
    rmSync(`${folder}/log.db`);
    const { code, stderr } = await runToEnd(['serve'], { ROOFTOP_DATA: folder, ROOFTOP_PORT: '0' });
    assert.equal(code, 1);
    assert.match(stderr, /there is a view but no log/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
