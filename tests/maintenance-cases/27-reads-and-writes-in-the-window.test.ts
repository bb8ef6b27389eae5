import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { planWindow, seeWindow } from '#rooms/maintenance/index.ts';
import type { Person } from '../support/house.ts';
import { type RunningServer, runToEnd, startRunningServer, until } from '../support/running-server.ts';

/** What can be met before posts are taken while no writer is there at all. */

let server: RunningServer;
let ada: Person;

before(async () => {
  server = await startRunningServer({ ROOFTOP_PROCESSES: '1' });
  ada = await server.person('ada');
  const now = Date.now();
  const { id } = await planWindow(server.house, {
    ...{ kind: 'drill', title: 'Drill', effect: 'delayed', parts: ['posting'], automatic: true },
    ...{ startsAt: now + 300, endsAt: now + 600_000 },
  });
  const state = () => {
    server.house.view().takeEvents();
    return seeWindow(server.house.view(), id)!.window.state;
  };
  await until(() => (state() === 'in-progress' ? true : undefined), 'the window did not start');
});
after(() => server.clear());

type Answer = {
  readonly status: number;
  readonly body: { readonly id?: string; readonly access_token?: string };
};

async function ask(method: string, path: string, json?: object, key?: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${ada.token}`,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** Sends a post with its key until it is taken, as apps do; fails at any answer that is neither yes nor "not now". */
async function postUntilTaken(text: string): Promise<string> {
  const id = await until(async () => {
    const { status, body } = await ask('POST', '/api/v1/statuses', { status: text }, text).catch(() => ({
      ...{ status: 503, body: {} as Answer['body'] },
    }));
    assert.ok(status === 200 || status === 503, `${text} was answered ${status}`);
    return status === 200 ? body.id : undefined;
  }, `${text} was never taken`);
  return id;
}

async function killWriter(): Promise<void> {
  for (const pid of await server.pids('writer')) process.kill(pid, 'SIGKILL');
}

test('hard case 27: what is written in the window is taken or refused cleanly, and sent again it is there once', async () => {
  const texts = Array.from({ length: 12 }, (_, i) => `post ${i}`);
  const sending = texts.map((text) => Promise.all([postUntilTaken(text), postUntilTaken(text)]));
  await killWriter();
  const ids = await Promise.all(sending);
  for (const [one, again] of ids) assert.equal(one, again, 'the same key is the same post');
  const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/timelines/public?limit=40`);
  const seen = ((await response.json()) as { id: string }[]).map(({ id }) => id);
  assert.deepEqual(seen.toSorted(), ids.map(([id]) => id).toSorted());
});

test('hard case 27: a deletion does not wait for the end of the window', async () => {
  const id = await postUntilTaken('to be deleted');
  assert.equal((await ask('DELETE', `/api/v1/statuses/${id}`)).status, 200);
  assert.equal((await ask('GET', `/api/v1/statuses/${id}`)).status, 404);
});

test('hard case 27: people sign in and staff work on the window while it is under way', async () => {
  const settings = { ROOFTOP_DATA: server.folder.root };
  const words = ['user', 'create', '--username', 'op', '--email', 'op@example.org'];
  const made = await runToEnd([...words, '--password', 'a long password', '--role', 'admin'], settings);
  assert.equal(made.code, 0, made.stderr);
  const app = await ask('POST', '/api/v1/apps', {
    ...{ client_name: 'Tool', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read write admin:write' },
  });
  const token = await ask('POST', '/oauth/token', {
    ...app.body,
    ...{ grant_type: 'password', username: 'op@example.org', password: 'a long password' },
    scope: 'read write admin:write',
  });
  assert.equal(token.status, 200, JSON.stringify(token.body));
  const list = await runToEnd(['maintenance', 'list', '--json'], settings);
  const [window] = JSON.parse(list.stdout) as { id: string; state: string }[];
  assert.equal(window!.state, 'in-progress');
  const path = `/api/rooftop/v1/maintenance/windows/${window!.id}`;
  const finished = await fetch(`http://127.0.0.1:${server.port}${path}/finish`, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${token.body.access_token}` } },
  });
  assert.equal(finished.status, 200, 'staff are not locked out');
});
