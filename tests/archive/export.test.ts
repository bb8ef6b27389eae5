import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import sharp from 'sharp';
import { readWhole } from '#machinery/bundles/bundle.ts';
import { openBundle } from '#machinery/bundles/open-bundle.ts';
import { writeFiles } from '#machinery/bundles/write-bundle.ts';
import { exportArchive, exportedAccount } from '#rooms/archive/export-archive.ts';
import { importArchives } from '#rooms/archive/import-archive.ts';
import { exportKey, isSigned, type SignedManifest } from '#rooms/archive/manifest.ts';
import { readArchives } from '#rooms/archive/read-archives.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { mastodon, note } from './fixtures.ts';
import { type Importing, openImporting, WISH } from './importing.ts';

let at: Importing;
let other: TestHouse;

beforeEach(async () => {
  at = await openImporting();
  other = await openTestHouse({ now: () => Date.now() + 3_600_000 });
});
afterEach(async () => {
  assert.deepEqual(other.faults, []);
  await other.close();
  await at.close();
});

let made = 0;

async function exported(server: TestHouse, name: string, ending = ''): Promise<string> {
  const folder = await at.place.folder(`exports${made++}`, { placeholder: '' });
  const path = join(folder, `${name}${ending}`);
  await writeFiles(
    path,
    exportArchive(server.house, exportedAccount(server.house, name), () => {}),
  );
  return path;
}

async function text(path: string, name: string): Promise<string> {
  await using bundle = await openBundle(path);
  return (await readWhole(bundle, name, 10_000_000)).toString();
}

/** Ids of a person's posts by how many came later: '0' is the newest. */
async function numbersOf(path: string): Promise<Map<string, string>> {
  const ids = [...(await text(path, 'outbox.json')).matchAll(/\/statuses\/(\d{16})\/activity/g)].map(
    (match) => match[1]!,
  );
  return new Map(
    ids
      .sort()
      .reverse()
      .map((id, n) => [String(n), id]),
  );
}

/** An outbox with its ids counted from the oldest post, since every server draws its own. */
async function plainOutbox(path: string): Promise<unknown> {
  const outbox = JSON.parse(await text(path, 'outbox.json')) as {
    orderedItems: { published: string; id: string }[];
  };
  const items = outbox.orderedItems.sort((a, b) => (a.published + a.id < b.published + b.id ? -1 : 1));
  const numbers = new Map<string, number>();
  const all = JSON.stringify(items);
  for (const [, id] of all.matchAll(/\/statuses\/(\d{16})\/activity/g))
    numbers.set(id!, numbers.get(id!) ?? numbers.size);
  const plain = all.replaceAll(/(?<=\/)\d{16}\b/g, (id) => `#${numbers.get(id) ?? 'other'}`);
  return JSON.parse(plain.replaceAll(/[0-9a-f]{32}(?=\.)/g, 'FILE'));
}

async function say(server: TestHouse, who: Person, status: object): Promise<{ id: string }> {
  return server.json('POST', '/api/v1/statuses', { token: who.token, json: status });
}

/** The same people on both servers; the first of them has written. */
async function settle(): Promise<Person> {
  const [me] = await Promise.all([at.server.person('me'), other.person('me')]);
  for (const name of ['friend', 'enemy', 'bore'])
    for (const server of [at.server, other]) await server.person(name);
  await at.bring(
    mastodon('old', [
      note('old', 1, '2022-11-08T03:07:14Z', { content: '<p>from <b>afar</b> &amp; more</p>' }),
    ]),
    'me',
  );
  const first = await say(at.server, me!, {
    status: 'Hello #World & https://example.org/a?b=1&c=2',
    language: 'fa',
  });
  await say(at.server, me!, {
    status: '@friend an answer\nin two lines',
    in_reply_to_id: first.id,
    visibility: 'unlisted',
  });
  await say(at.server, me!, { status: 'quiet', visibility: 'private', spoiler_text: 'careful' });
  await say(at.server, me!, { status: '@friend only you', visibility: 'direct' });
  const form = new FormData();
  const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'green' } })
    .png()
    .toBuffer();
  form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'a.png');
  form.set('description', 'all green');
  form.set('focus', '0.5,-0.25');
  const media = await at.server.json<{ id: string }>('POST', '/api/v2/media', { token: me!.token, form });
  await say(at.server, me!, { status: '', media_ids: [media.id], visibility: 'private', sensitive: true });
  return me!;
}

test('what is exported and imported elsewhere is exported the same', async () => {
  await settle();
  const path = await exported(at.server, 'me');
  await using found = await readArchives([path]);
  const [report] = await importArchives(other.house, found.archives, { ...WISH, as: 'me' });
  assert.deepEqual([report!.imported, report!.skipped, report!.remarks, report!.problems], [6, [], [], []]);
  assert.deepEqual(await plainOutbox(await exported(other, 'me')), await plainOutbox(path));
});

test('whom and what a person follows, blocks, mutes, keeps and likes comes along, and nobody is told', async () => {
  const me = await settle();
  const post = (path: string, json?: object) =>
    at.server.json('POST', `/api/v1/${path}`, { token: me.token, json });
  const id = (name: string) => exportedAccount(at.server.house, name).id;
  await post(`accounts/${id('friend')}/follow`, { reblogs: false, notify: true, languages: ['fa'] });
  await post(`accounts/${id('enemy')}/block`);
  await post(`accounts/${id('bore')}/mute`, { notifications: false });
  await post('domain_blocks', { domain: 'bad.example' });
  const [mine] = await at.postsOf('me');
  await post(`statuses/${mine!.id}/pin`);
  await post(`statuses/${mine!.id}/bookmark`);
  await post(`statuses/${mine!.id}/favourite`);
  const path = await exported(at.server, 'me');
  await using found = await readArchives([path]);
  const [report] = await importArchives(other.house, found.archives, { ...WISH, as: 'me' });
  assert.deepEqual(report!.skipped, []);
  const again = await exported(other, 'me');
  assert.match(await text(again, 'following_accounts.csv'), /\nfriend@rooftop.test,false,true,fa\n$/);
  for (const name of [
    'blocked_accounts.csv',
    'muted_accounts.csv',
    'blocked_domains.csv',
    'following_accounts.csv',
  ])
    assert.equal(await text(again, name), await text(path, name), name);
  assert.equal(await text(again, 'blocked_accounts.csv'), 'enemy@rooftop.test\n');
  const newest = (await numbersOf(again)).get('3')!;
  for (const name of ['likes.json', 'bookmarks.json', 'featured.json', 'bookmarks.csv'])
    assert.match(await text(again, name), new RegExp(`/statuses/${newest}\\b`), name);
  const told = other.view.db.prepare<{ n: number }>('SELECT count(*) AS n FROM notification').get()!.n;
  assert.equal(told, 0);
  await importArchives(other.house, found.archives, { ...WISH, as: 'me' });
  assert.equal(await text(await exported(other, 'me'), 'likes.json'), await text(again, 'likes.json'));
});

test('relations to nobody who is known, or who decides by hand, are told of', async () => {
  await settle();
  const { token } = await other.person('guarded');
  await other.json('PATCH', '/api/v1/accounts/update_credentials', { token, json: { locked: true } });
  const lists = 'Kept,friend@rooftop.test\nKept,bore@rooftop.test\n';
  const csv =
    'Account address\nguarded@rooftop.test\nstranger@far.example\nfriend@rooftop.test\nme@rooftop.test\n';
  const contents = mastodon('x', [], {
    'following_accounts.csv': csv,
    'likes.json': '{"orderedItems":["https://far.example/1"]}',
    'lists.csv': lists,
  });
  await using found = await readArchives([await at.place.folder('relations', contents)]);
  const [waiting] = await importArchives(other.house, found.archives, WISH);
  assert.match(waiting!.problems.join(), /--as USER only/);
  const [report] = await importArchives(other.house, found.archives, { ...WISH, as: 'me' });
  assert.deepEqual(
    report!.skipped.map((remark) => [remark.sourceId, remark.reason]),
    [
      ['stranger@far.example', 'nobody of this address is known here'],
      ['https://far.example/1', 'this post is not here'],
      ['guarded@rooftop.test', 'this account decides by hand who follows it: ask it'],
      ['me@rooftop.test', 'this account cannot be followed'],
      ['bore@rooftop.test', 'a list holds only accounts that are followed'],
    ],
  );
});

test('lists come along with those who are in them', async () => {
  await settle();
  const contents = mastodon('x', [], {
    'following_accounts.csv': 'friend@rooftop.test\nbore@rooftop.test\n',
    'lists.csv': 'Kept,friend@rooftop.test\nKept,bore@rooftop.test\n"Two, words",friend@rooftop.test\n',
  });
  await at.bring(contents, 'me');
  await at.bring(contents, 'me');
  const path = await exported(at.server, 'me');
  assert.deepEqual((await text(path, 'lists.csv')).trim().split('\n').sort(), [
    '"Two, words",friend@rooftop.test',
    'Kept,bore@rooftop.test',
    'Kept,friend@rooftop.test',
  ]);
});

test('importing an export where it came from changes nothing', async () => {
  await settle();
  const path = await exported(at.server, 'me', '.zip');
  await using found = await readArchives([path]);
  const [report] = await importArchives(at.server.house, found.archives, { ...WISH, as: 'me' });
  assert.deepEqual([report!.imported, report!.already, report!.problems], [0, 6, []]);
});

test('the manifest names every file, is signed, and shows every change', async () => {
  await settle();
  const path = await exported(at.server, 'me');
  const manifest = JSON.parse(await text(path, 'manifest.json')) as SignedManifest;
  await using bundle = await openBundle(path);
  assert.deepEqual(
    manifest.files.map((file) => file.name).sort(),
    bundle.names.filter((name) => name !== 'manifest.json'),
  );
  assert.equal(manifest.publicKey, exportKey(at.server.house));
  assert.equal(isSigned(manifest), true);
  const [first, ...rest] = manifest.files;
  assert.equal(isSigned({ ...manifest, files: [{ ...first!, sha256: '0'.repeat(64) }, ...rest] }), false);
  assert.equal(isSigned({ ...manifest, publicKey: exportKey(other.house) }), false);
});

test('an archive that was changed after its export says so when it is read', async () => {
  await settle();
  const path = await exported(at.server, 'me');
  await writeFile(
    join(path, 'outbox.json'),
    (await text(path, 'outbox.json')).replace('careful', 'careless'),
  );
  await rm(join(path, 'lists.csv'));
  await using found = await readArchives([path]);
  assert.deepEqual(found.archives[0]!.problems, [
    'outbox.json is not as it was exported',
    'lists.csv is not as it was exported',
  ]);
});

test('nothing of an export dates the account or tells of others what the person may not see', async () => {
  const me = await settle();
  const friend = await at.server.person('hidden');
  const secret = await say(at.server, friend, { status: 'a secret', visibility: 'private' });
  const path = await exported(at.server, 'me');
  const all = (
    await Promise.all(['actor.json', 'outbox.json', 'likes.json'].map((name) => text(path, name)))
  ).join();
  assert.doesNotMatch(await text(path, 'actor.json'), /published|20\d\d-\d\d/);
  assert.ok(!all.includes(secret.id) && !all.includes('a secret') && !all.includes(me.token));
});

test('an export is refused where something stands already, and leaves nothing behind when it fails', async () => {
  await settle();
  const path = await exported(at.server, 'me', '.zip');
  const account = exportedAccount(at.server.house, 'ME');
  await assert.rejects(
    writeFiles(
      path,
      exportArchive(at.server.house, account, () => {}),
    ),
    /there already/,
  );
  assert.throws(() => exportedAccount(at.server.house, 'nobody'), /no account called nobody/);
  async function* failing() {
    yield {
      name: 'a.txt',
      bytes: (async function* () {
        yield Buffer.from('a');
      })(),
    };
    throw new Error('full');
  }
  const failed = join(path, '..', 'failed');
  for (const target of [failed, `${failed}.zip`]) {
    await assert.rejects(writeFiles(target, failing()), /full/);
    await assert.rejects(readFile(target), /ENOENT/);
    await assert.rejects(readFile(`${target}.part`), /ENOENT/);
  }
});
