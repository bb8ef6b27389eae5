import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import sharp from 'sharp';
import { accountStore, userStore } from '#rooms/accounts/index.ts';
import { importArchives } from '#rooms/archive/import-archive.ts';
import { readArchives } from '#rooms/archive/read-archives.ts';
import { timedIdAt } from '#values/ids.ts';
import { openTestHouse } from '../support/house.ts';
import { mastodon, newTwitter, note, oldTwitter } from './fixtures.ts';
import { type Importing, kept, OWNER, openImporting, prefixed, type Shown, WISH } from './importing.ts';

let at: Importing;

beforeEach(async () => {
  at = await openImporting();
});
afterEach(() => at.close());

test('an archive makes an account that nobody can sign in to, with its posts at their own dates', async () => {
  const report = await at.bring(OWNER);
  assert.deepEqual(
    [report.username, report.made, report.imported, report.skipped],
    ['Webmaker', true, 3, []],
  );
  const account = at.server.view.of(accountStore).byName('webmaker', '')!;
  assert.deepEqual([account.displayName, account.imported, account.statuses], ['Webmaker the Person', 1, 3]);
  const user = at.server.view.of(userStore).byId(account.id)!;
  assert.deepEqual([user.state, user.passwordHash, user.email], ['unclaimed', null, null]);
  assert.equal(
    new Date(account.createdOn).getUTCFullYear(),
    new Date().getUTCFullYear(),
    'the day of joining is not taken',
  );
  const posts = await at.postsOf('webmaker');
  assert.deepEqual(
    posts.map((post) => [post.created_at, post.content.replace(/<[^>]+>/g, '')]),
    [
      ['2009-06-15T12:00:00.000Z', 'RT @other: third #story'],
      ['2009-06-15T11:00:00.000Z', '@victim second'],
      ['2009-06-15T10:00:00.000Z', 'first #Story &lt;3'],
    ],
  );
  assert.equal(posts[2]!.id, String(timedIdAt(Date.UTC(2009, 5, 15, 10))));
  assert.deepEqual([posts[1]!.in_reply_to_id, posts[2]!.replies_count], [posts[2]!.id, 1]);
});

test('hashtags lead to the posts at their date, also where the page was looked at before', async () => {
  const live = await at.server.person('live');
  const posted = await at.server.json<Shown>('POST', '/api/v1/statuses', {
    token: live.token,
    json: { status: 'now #story' },
  });
  const read = () => at.server.json<Shown[]>('GET', '/api/v1/timelines/tag/STORY');
  assert.equal((await read()).length, 1);
  await at.bring(OWNER);
  assert.deepEqual(
    (await read()).map((post) => post.created_at.slice(0, 13)),
    [posted.created_at.slice(0, 13), '2009-06-15T12', '2009-06-15T10'],
  );
});

test('nothing of it reaches home, public timeline, notifications, trends or streams', async () => {
  const victim = await at.server.person('victim');
  const first = await at.bring(OWNER);
  const id = at.server.view.of(accountStore).byName('webmaker', '')!.id;
  await at.server.json('POST', `/api/v1/accounts/${id}/follow`, { token: victim.token });
  const more = oldTwitter('Webmaker', '77', [
    { id: '4000', at: 'Tue Jun 16 10:00:00 +0000 2009', text: '@victim again #story' },
  ]);
  await at.bring(more);
  assert.equal(first.imported, 3);
  for (const path of ['timelines/home', 'timelines/public', 'timelines/public?local=true'])
    assert.deepEqual(await at.server.json('GET', `/api/v1/${path}`, { token: victim.token }), [], path);
  const count = (sql: string) => at.server.view.db.prepare<{ n: number }>(sql).get()!.n;
  assert.equal(count('SELECT count(*) AS n FROM mention'), 0);
  assert.equal(count("SELECT count(*) AS n FROM notification WHERE kind != 'follow'"), 0);
  assert.equal(count('SELECT count(*) AS n FROM tag_use'), 0);
  assert.equal(count("SELECT count(*) AS n FROM event WHERE kind = 'status-posted'"), 0);
  assert.ok((await at.postsOf('webmaker')).every((post) => post.mentions.length === 0));
});

test('a second import changes nothing', async () => {
  await at.bring(OWNER);
  const before = kept(at.server);
  const again = await at.bring(OWNER);
  assert.deepEqual([again.imported, again.already, again.made], [0, 3, false]);
  assert.deepEqual(kept(at.server), before);
});

test('an import that was interrupted goes on where it was', async () => {
  const tweets = Array.from({ length: 450 }, (_, i) => ({
    id: String(100_000 + i * 7),
    at: `2009-06-${String(1 + Math.floor(i / 50)).padStart(2, '0')} 00:00:00 +0000`,
    text: `tweet ${i} #tag${i % 5}`,
    ...(i % 3 === 0 || i === 0 ? {} : { replyTo: String(100_000 + (i - 1) * 7) }),
  }));
  const whole = oldTwitter('Counter', '5', tweets);
  await using found = await readArchives([await at.place.folder('whole', whole)]);
  let left = 3;
  const failing = {
    ...at.server.house,
    way: (...args: Parameters<typeof at.server.house.way>) =>
      left-- > 0 ? at.server.house.way(...args) : Promise.reject(new Error('killed')),
  };
  await assert.rejects(importArchives(failing, found.archives, WISH), /killed/);
  const [report] = await importArchives(at.server.house, found.archives, WISH);
  assert.deepEqual(
    [report!.imported + report!.already, report!.already > 0, report!.imported > 0],
    [450, true, true],
  );
  const other = await openTestHouse();
  await importArchives(other.house, found.archives, WISH);
  assert.deepEqual(kept(at.server), kept(other));
  await other.close();
});

test('a dry run tells and changes nothing', async () => {
  const before = at.server.view.seq();
  await using found = await readArchives([await at.place.folder('dry', OWNER)]);
  const [report] = await importArchives(at.server.house, found.archives, { ...WISH, dryRun: true });
  assert.deepEqual([report!.username, report!.made, report!.imported], ['Webmaker', true, 3]);
  assert.equal(at.server.view.seq(), before);
  await at.bring(OWNER);
  const [after] = await importArchives(at.server.house, found.archives, { ...WISH, dryRun: true });
  assert.deepEqual([after!.made, after!.imported, after!.already], [false, 0, 3]);
});

test('a name that is taken or kept back gets an ending, and the same archive finds its account again', async () => {
  await at.server.person('webmaker');
  assert.equal((await at.bring(OWNER)).username, 'Webmaker_twitter');
  assert.equal(
    (
      await at.bring(
        oldTwitter('webMaker', '78', [{ id: '9', at: 'Mon Jun 15 10:00:00 +0000 2009', text: 'x' }]),
      )
    ).username,
    'webMaker_twitter2',
  );
  assert.equal((await at.bring(OWNER)).already, 3);
  assert.equal(
    (await at.bring(mastodon('admin', [note('admin', 1, '2022-01-01T00:00:00Z')]))).username,
    'admin_mastodon',
  );
  const dotted = await at.bring(mastodon('a.b-c', [note('a.b-c', 1, '2022-01-01T00:00:00Z')]));
  assert.equal(dotted.username, 'a_b_c');
});

test('an archive can go to somebody who is here, and to nobody who is not', async () => {
  const me = await at.server.person('me');
  const report = await at.bring(OWNER, '@Me');
  assert.deepEqual([report.username, report.made, report.imported], ['me', false, 3]);
  assert.equal((await at.postsOf('me')).length, 3);
  assert.equal(at.server.view.of(accountStore).byName('webmaker', ''), undefined);
  assert.equal((await at.bring(OWNER, 'me')).already, 3);
  await assert.rejects(at.bring(OWNER, 'nobody'), /no account called nobody/);
  const nameless = { 'data/tweets.js': 'window.YTD.tweets.part0 = []' };
  await assert.rejects(at.bring(nameless), /--as USER/);
  assert.equal((await at.bring(nameless, me.username)).imported, 0);
});

test('a deleted post is gone; importing its archive again brings it back once', async () => {
  const me = await at.server.person('me');
  await at.bring(OWNER, 'me');
  const [newest] = await at.postsOf('me');
  await at.server.json('DELETE', `/api/v1/statuses/${newest!.id}`, { token: me.token });
  assert.equal((await at.postsOf('me')).length, 2);
  assert.equal((await at.bring(OWNER, 'me')).imported, 1);
  assert.equal((await at.postsOf('me')).length, 3);
});

test('the same archive twice at one path is imported once', async () => {
  await at.bring(prefixed({ a: OWNER, b: OWNER }));
  assert.equal((await at.postsOf('webmaker')).length, 3);
});

test('the words and pictures of a profile fill an empty one and replace nothing; its place is not taken', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'green' } })
    .png()
    .toBuffer();
  const profile = {
    description: { bio: 'Hello @victim &lt;3', location: 'Utrecht' },
    avatarMediaUrl: 'https://x.example/a.png',
  };
  const more = {
    'data/profile.js': `window.YTD.profile.part0 = ${JSON.stringify([{ profile }])}`,
    'data/profile_media/9-a.png': png,
  };
  await at.server.person('victim');
  await at.bring(newTwitter('writer', '9', [], more));
  const account = at.server.view.of(accountStore).byName('writer', '')!;
  assert.equal(account.note, 'Hello @victim@twitter.com <3');
  assert.doesNotMatch(account.noteHtml, /href/);
  assert.match(account.avatar ?? '', /^[0-9a-f]{32}\./);
  assert.doesNotMatch(JSON.stringify(account), /Utrecht/);
  await at.bring(newTwitter('writer', '9', [], { ...more, 'data/profile_media/9-a.png': 'no picture' }));
  assert.deepEqual(at.server.view.of(accountStore).byName('writer', ''), account);
  const broken = newTwitter('second', '10', [], { ...more, 'data/profile_media/9-a.png': 'no picture' });
  await at.bring(broken);
  assert.equal(at.server.view.of(accountStore).byName('second', '')!.avatar, null);
});
