import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type CliContext, UsageError } from '#machinery/command-line/command.ts';
import { findCommand, parseArguments } from '#machinery/command-line/run-command.ts';
import { eventsOf } from '#machinery/icalendar/events.ts';
import { propertyOf, readCalendar } from '#machinery/icalendar/read-calendar.ts';
import { dataFolder } from '#machinery/roles/folder.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { cli } from '#rooms/notices/commands.ts';
import { watchFolders } from '#rooms/notices/jobs.ts';
import { currentNotices } from '#rooms/notices/views.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { visit } from '../support/visitor.ts';
import { calendarOf, eventLines, notice } from './samples.ts';

let server: TestHouse;
let folder: string;
let admin: Person;

beforeEach(async () => {
  server = await openTestHouse();
  admin = await server.person('admin', { role: 'admin' });
  folder = await mkdtemp(join(tmpdir(), 'rooftop-notices-'));
});
afterEach(async () => {
  assert.deepEqual(server.faults, []);
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function place(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
  return path;
}

async function run(...words: string[]): Promise<string[]> {
  const lines: string[] = [];
  const command = findCommand(cli, words)!;
  const context = {
    house: server.house,
    folder: dataFolder(server.folder),
    print: (line) => lines.push(line),
    progress() {},
  } as CliContext;
  await command.run(context, parseArguments(command, words));
  return lines;
}

const runJson = async (...words: string[]) => JSON.parse((await run(...words, '--json'))[0]!);

test('an import prints one array with an object for each event, of files and folders alike', async () => {
  await place('a/one.ics', notice());
  await place(
    'a/deep/noextension',
    calendarOf([eventLines({ 'X-MAINTNOTE-MAINTENANCE-ID': 'B' }), eventLines({ DTSTART: null })]),
  );
  await place('a/notes.md', notice());
  const mail = await place(
    'b.eml',
    `From: noc@carrier.example\r\nContent-Type: text/calendar\r\n\r\n${notice()}`,
  );
  const all = await runJson('maintenance', 'import', join(folder, 'a'), mail);
  assert.deepEqual(
    all.map(
      (one: { maintenanceIds?: string[]; reason?: string; standing: string }) =>
        one.maintenanceIds?.[0] ?? one.reason,
    ),
    ['B', 'DTSTART is missing', 'JOB-000007', 'JOB-000007'],
  );
  assert.deepEqual(all[1], {
    quarantined: true,
    reason: 'DTSTART is missing',
    source: join(folder, 'a/deep/noextension'),
    standing: 'quarantined',
    notice: null,
    message: all[1].message,
  });
  assert.equal(all[2].start, '2026-06-16T04:45:00Z');
  assert.equal(currentNotices(server.view).length, 2);
});

test('a dry run changes nothing and says where each would stand', async () => {
  const one = await place('1.ics', notice({ SEQUENCE: '3', 'X-MAINTNOTE-STATUS': 'CANCELLED' }));
  const two = await place('2.ics', notice({ SEQUENCE: '3' }));
  const told = await runJson('maintenance', 'import', one, two, '--dry-run');
  assert.deepEqual(
    told.map((each: { standing: string }) => each.standing),
    ['conflict', 'conflict'],
  );
  assert.deepEqual(
    [currentNotices(server.view), await runJson('maintenance', 'notices', '--waiting')],
    [[], []],
  );
  await run('maintenance', 'import', one);
  const then = await runJson('maintenance', 'import', two, '--dry-run');
  assert.deepEqual(
    then.map((each: { standing: string }) => each.standing),
    ['conflict'],
  );
});

test('a path that is not there is refused, and so is none', async () => {
  await assert.rejects(run('maintenance', 'import', join(folder, 'none')), /none/);
  await assert.rejects(run('maintenance', 'import'), UsageError);
});

test('an answer to a notice is a calendar of iTIP, and its hash is on the record', async () => {
  const [taken] = await runJson('maintenance', 'import', await place('a.ics', notice({ SEQUENCE: '4' })));
  const out = join(folder, 'answer.ics');
  await run('maintenance', 'reply', taken.notice, '--accept', '--as', 'ops@rooftop.test', '--out', out);
  const accepted = eventsOf(readCalendar(await readFile(out, 'utf8')))[0]!;
  const value = (name: string, event = accepted) => propertyOf(event.component, name)?.value;
  assert.equal(propertyOf(accepted.calendar, 'METHOD')?.value, 'REPLY');
  assert.deepEqual([accepted.uid, accepted.sequence], ['job-7@carrier.example', 4]);
  assert.deepEqual(
    [value('ORGANIZER'), value('ATTENDEE')],
    ['mailto:noc@carrier.example', 'mailto:ops@rooftop.test'],
  );
  assert.deepEqual(propertyOf(accepted.component, 'ATTENDEE')?.params.get('PARTSTAT'), ['ACCEPTED']);
  const counter = await runJson(
    ...['maintenance', 'reply', taken.notice, '--counter', '2026-06-16T21:00Z', '2026-06-16T22:00Z'],
  );
  const proposed = eventsOf(readCalendar(counter.calendar))[0]!;
  assert.equal(propertyOf(proposed.calendar, 'METHOD')?.value, 'COUNTER');
  assert.deepEqual(
    [value('DTSTART', proposed), value('DTEND', proposed)],
    ['20260616T210000Z', '20260616T220000Z'],
  );
  const entries = entriesAbout(server.view, `notice/${taken.notice}`);
  assert.deepEqual(
    entries.map(({ kind, facts }) => [kind, facts['answer']]),
    [
      ['notice-taken', undefined],
      ['notice-answered', 'accepted'],
      ['notice-answered', 'counter'],
    ],
  );
  await assert.rejects(run('maintenance', 'reply', taken.notice, '--accept', '--decline'), UsageError);
  await assert.rejects(
    run('maintenance', 'reply', taken.notice, '--decline', '--as', 'nobody'),
    /mail address/,
  );
});

test('what waits is settled at the command line', async () => {
  const [one] = await runJson(
    'maintenance',
    'import',
    await place('a.ics', notice({ DTSTART: ':20260616T044500' })),
  );
  await assert.rejects(run('maintenance', 'settle', one.message), /time/);
  const settled = await runJson('maintenance', 'settle', one.message, '--zone', 'UTC');
  const [now] = await runJson('maintenance', 'notices');
  assert.deepEqual([now.notice, now.start], [settled.notice, '2026-06-16T04:45:00Z']);
});

test('a watched folder is looked through again and again, and each file is taken once', async () => {
  await run('maintenance', 'source', 'add', folder);
  await place('new.ics', notice());
  await watchFolders(server.house);
  await watchFolders(server.house);
  assert.equal(currentNotices(server.view).length, 1);
  await place('new.ics', notice({ SEQUENCE: '2', DTEND: ':20260616T071500Z' }));
  await watchFolders(server.house);
  assert.equal(currentNotices(server.view)[0]?.sequence, 2);
  assert.deepEqual((await runJson('maintenance', 'source', 'list'))[0].place, folder);
  await run('maintenance', 'source', 'remove', folder);
  await assert.rejects(run('maintenance', 'source', 'remove', folder), /not watched/);
});

async function post(body: string, type: string, token: string): Promise<Response> {
  return server.request('POST', '/api/rooftop/v1/notices', {
    token,
    headers: { 'content-type': type },
    body,
  });
}

test('administrators post a calendar or a mail to the API and read the notices there; nobody else does', async () => {
  const answer = await post(notice(), 'text/calendar; charset=utf-8', admin.token);
  assert.equal(answer.status, 200);
  const [one] = (await answer.json()) as { standing: string; notice: string }[];
  assert.equal(one?.standing, 'current');
  const mail = `From: noc@carrier.example\r\nContent-Type: text/calendar\r\n\r\n${notice({ SEQUENCE: '2' })}`;
  assert.equal((await post(mail, 'message/rfc822', admin.token)).status, 200);
  const list = await server.json<{ notices: { sequence: number }[] }>('GET', '/api/rooftop/v1/notices', {
    token: admin.token,
  });
  assert.deepEqual(
    list.notices.map(({ sequence }) => sequence),
    [2],
  );
  const seen = await server.json<{ messages: unknown[] }>('GET', `/api/rooftop/v1/notices/${one?.notice}`, {
    token: admin.token,
  });
  assert.equal(seen.messages.length, 2);
  const somebody = await server.person('somebody');
  assert.equal((await post(notice(), 'text/calendar', somebody.token)).status, 403);
  await server.json('GET', '/api/rooftop/v1/notices', { token: somebody.token }, 403);
  await server.json('POST', '/api/rooftop/v1/notices', { token: admin.token, json: { a: 1 } }, 415);
});

for (const language of ['en', 'fa'])
  test(`a person settles what is quarantined on a page, without scripts, in ${language}`, async () => {
    await run(
      'maintenance',
      'import',
      await place(
        'a.ics',
        notice({ DTSTART: ';TZID=PST:20260615T214500', DTEND: ';TZID=PST:20260615T231500' }),
      ),
    );
    const visitor = await visit(server, { as: admin, language });
    const list = await visitor.get('/settings/notices');
    const [, path] = /href="(\/settings\/notices\/\d+)"/.exec(list.html) ?? [];
    const page = await visitor.get(path!);
    assert.match(page.html, /2026-06-16T04:45:00Z/);
    assert.match(page.html, /TZID=PST/);
    const wrong = await visitor.send(`${path}/accept`, { zone: 'PST', account: '4711' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.html, /aria-invalid="true"/);
    const done = await visitor.send(`${path}/accept`, { zone: 'America/Los_Angeles', key: 'k1' });
    assert.equal(done.status, 200);
    assert.equal(
      new Date(currentNotices(server.view)[0]!.startsAt).toISOString(),
      '2026-06-16T04:45:00.000Z',
    );
    assert.match((await visitor.get('/settings/notices')).html, /JOB-000007/);
    assert.equal((await visitor.send(`${path}/discard`, { why: 'late' })).status, 409);
  });
