import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CliContext } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { cli as userCommands } from '#rooms/oauth/commands.ts';
import { welcomeOperator } from '#rooms/oauth/first-start.ts';
import { cli as settingCommands } from '#rooms/settings/commands.ts';
import { Refusal } from '#values/refusal.ts';
import { openBrowser } from '../support/form-browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let server: TestHouse;
before(async () => {
  server = await openTestHouse();
});
after(() => server.close());

/** What a command prints. */
async function run(...words: string[]): Promise<string[]> {
  const command = findCommand([...userCommands, ...settingCommands], words);
  assert.ok(command, words.join(' '));
  const lines: string[] = [];
  const context: CliContext = {
    house: server.house,
    folder: undefined as never,
    print: (line) => lines.push(line),
    progress: () => {},
  };
  await command.run(context, parseArguments(command, words));
  return lines;
}

test('user create prints one JSON object whose token may do everything and whose password may be traded', async () => {
  const lines = await run(
    'user',
    'create',
    '--username',
    'Op',
    '--email',
    'Op@example.org',
    '--password',
    'operator pw',
    '--role',
    'admin',
  );
  assert.equal(lines.length, 1);
  const { accessToken, ...rest } = JSON.parse(lines[0]!) as Record<string, string>;
  assert.deepEqual(rest, { username: 'Op', email: 'Op@example.org', password: 'operator pw' });
  await server.json('POST', '/api/v1/statuses', { token: accessToken, json: { status: 'hello' } });
  const app = await server.json<{ client_id: string; client_secret: string }>('POST', '/api/v1/apps', {
    json: { client_name: 'Tool', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read write' },
  });
  const granted = await server.json('POST', '/oauth/token', {
    json: { ...app, grant_type: 'password', username: 'op@example.org', password: 'operator pw' },
  });
  assert.equal(granted['scope'], 'read write');
});

test('user create refuses what cannot be', async () => {
  const make = (...more: string[]) =>
    run(
      'user',
      'create',
      '--username',
      'x',
      '--email',
      'x@example.org',
      '--password',
      'long enough',
      ...more,
    );
  await assert.rejects(make('--username', 'op'), Refusal);
  await assert.rejects(make('--username', 'no spaces'), Refusal);
  await assert.rejects(make('--password', 'short'), Refusal);
  await assert.rejects(make('--email', 'nonsense'), Refusal);
  await assert.rejects(make('--role', 'king'), /--role is one of/);
  await assert.rejects(run('user', 'create', '--username', 'x'), /--email is needed/);
});

test('user claim and user invite print links that open', async () => {
  await server.person('old_one', { state: 'unclaimed' });
  for (const words of [
    ['user', 'claim', '@Old_One'],
    ['user', 'invite', '--uses', '3'],
  ]) {
    const [link] = await run(...words);
    const page = await openBrowser(server).get(link!.slice(server.house.origin.length));
    assert.match(await page.text(), /name="password"/);
  }
  await assert.rejects(run('user', 'claim', 'nobody_here'), Refusal);
  await assert.rejects(run('user', 'invite', '--uses', '0'), /number from 1/);
});

test('user list, approve, disable and enable', async () => {
  await server.person('waiting', { state: 'pending', reason: 'please' });
  const pending = await run('user', 'list', '--state', 'pending');
  assert.deepEqual(pending, ['waiting\tpending\tuser\t-\tplease']);
  await run('user', 'approve', 'waiting');
  await assert.rejects(run('user', 'approve', 'waiting'), Refusal);
  await run('user', 'disable', 'waiting');
  const all = (await run('user', 'list', '--json')).map(
    (line) => JSON.parse(line) as { username: string; state: string },
  );
  assert.deepEqual(
    all.map((user) => `${user.username} ${user.state}`),
    ['old_one unclaimed', 'Op active', 'waiting disabled'],
  );
  await run('user', 'enable', 'waiting');
});

test('settings are shown, changed, checked and reset', async () => {
  assert.ok((await run('settings')).length > 5);
  assert.deepEqual(await run('settings', 'registrations'), ['invitation']);
  assert.deepEqual(await run('settings', 'registrations', 'open'), ['open']);
  await assert.rejects(run('settings', 'registrations', 'sometimes'), Refusal);
  await assert.rejects(run('settings', 'colour', 'blue'), Refusal);
  assert.deepEqual(await run('settings', 'registrations', '--reset'), ['invitation']);
  assert.deepEqual(await run('settings', 'title', 'x'.repeat(100)), ['x'.repeat(100)]);
  await assert.rejects(run('settings', 'title', 'x'.repeat(101)), Refusal);
});

test('each start prints an administrator link until there is an administrator', async () => {
  const lines: string[] = [];
  await welcomeOperator(server.house, (line) => lines.push(line));
  assert.equal(lines.length, 0);
  const empty = await openTestHouse();
  try {
    await welcomeOperator(empty.house, (line) => lines.push(line));
    const link = /http:\/\/rooftop\.test(\/auth\/administrator\/[\w-]{43})/.exec(lines[0]!)![1]!;
    assert.equal((await empty.request('GET', link)).status, 200);
  } finally {
    await empty.close();
  }
});
