import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import sharp from 'sharp';
import { accountStore } from '#rooms/accounts/index.ts';
import { importArchives } from '#rooms/archive/import-archive.ts';
import { importStatuses, type PreparedPost } from '#rooms/archive/import-statuses.ts';
import { readArchives } from '#rooms/archive/read-archives.ts';
import { timedIdAt } from '#values/ids.ts';
import { audience, boost, mastodon, newTwitter, note, noteId, oldTwitter } from './fixtures.ts';
import { type Importing, openImporting, prefixed, type Shown, WISH } from './importing.ts';

let at: Importing;

beforeEach(async () => {
  at = await openImporting();
});
afterEach(() => at.close());

test('a Mastodon archive keeps text, warning, language, hashtags, threads and own boosts', async () => {
  const items = [
    note('author', 1, '2022-11-08T03:07:14Z', {
      content:
        '<p>Hello <script>alert(1)</script><a href="https://old.example/tags/Nice" class="mention hashtag" rel="tag">#<span>Nice</span></a> <a href="javascript:alert(1)">x</a></p>',
      contentMap: { fa: 'x' },
      summary: 'careful',
      tag: [{ type: 'Hashtag', name: '#Nice', href: 'https://old.example/tags/Nice' }],
    }),
    note('author', 2, '2022-11-09T03:07:14Z', { inReplyTo: noteId('author', 1) }),
    boost('author', 3, '2022-11-10T03:07:14Z', noteId('author', 1)),
    boost('author', 4, '2022-11-11T03:07:14Z', 'https://elsewhere.example/1'),
  ];
  const report = await at.bring(mastodon('author', items));
  assert.equal(report.imported, 3);
  assert.deepEqual(
    report.skipped.map((remark) => remark.reason),
    ['it is a boost of a post that is not here'],
  );
  const [boosted, reply, first] = (await at.postsOf('author')) as [Shown, Shown, Shown];
  assert.equal(boosted.reblog?.id, first.id);
  assert.equal(reply.in_reply_to_id, first.id);
  assert.deepEqual([first.spoiler_text, first.language], ['careful', 'fa']);
  assert.match(first.content, /href="http:\/\/rooftop\.test\/tags\/Nice"/);
  assert.doesNotMatch(first.content, /alert|script/);
  const tagged = await at.server.json<Shown[]>('GET', '/api/v1/timelines/tag/nice');
  assert.deepEqual(
    tagged.map((post) => post.id),
    [first.id],
  );
});

test('what was not public is not public here', async () => {
  const items = (['public', 'unlisted', 'private', 'direct'] as const).map((visibility, i) =>
    note('shy', i + 1, `2022-11-0${i + 1}T00:00:00Z`, {
      ...audience('shy', visibility),
      tag: [
        { type: 'Hashtag', name: '#quiet', href: '' },
        { type: 'Mention', name: '@friend', href: 'https://old.example/users/friend' },
      ],
    }),
  );
  const friend = await at.server.person('friend');
  await at.bring(mastodon('shy', items));
  assert.deepEqual(
    (await at.postsOf('shy')).map((post) => post.visibility),
    ['unlisted', 'public'],
  );
  const tagged = await at.server.json<Shown[]>('GET', '/api/v1/timelines/tag/quiet', { token: friend.token });
  assert.deepEqual(
    tagged.map((post) => post.visibility),
    ['public'],
  );
  const ids = at.server.view.db.prepare<{ id: number }>('SELECT id FROM status WHERE visibility >= 2').all();
  assert.equal(ids.length, 2);
  for (const { id } of ids)
    await at.server.json('GET', `/api/v1/statuses/${id}`, { token: friend.token }, 404);
  assert.equal(at.server.view.of(accountStore).byName('shy', '')!.statuses, 2);
});

test('posts longer than may be written here are kept whole', async () => {
  const text = 'long '.repeat(4_000).trim();
  await at.bring(
    newTwitter('writer', '6', [
      { id_str: '1855222380982907193', full_text: text, created_at: 'Sat Nov 09 12:14:18 +0000 2024' },
    ]),
  );
  const [post] = await at.postsOf('writer');
  assert.equal(post!.content, `<p>${text}</p>`);
});

test('what is dated in the future or before all services is left out', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const report = await at.bring(
    mastodon('odd', [
      note('odd', 1, tomorrow),
      note('odd', 2, '1970-01-01T00:00:00Z'),
      note('odd', 3, '2022-01-01T00:00:00Z'),
    ]),
  );
  assert.deepEqual([report.imported, report.skipped.length], [1, 2]);
});

test('times that are not stated are estimated from neighbours of the same run, marked, and never revised', async () => {
  const exact = oldTwitter('exact', '1', [
    { id: '1000', at: 'Tue Jun 16 10:00:00 +0000 2009', text: 'ten' },
    { id: '2000', at: 'Tue Jun 16 12:00:00 +0000 2009', text: 'twelve' },
  ]);
  const vague = oldTwitter('vague', '2', [
    { id: '1500', at: '2009-06-16 00:00:00 +0000', text: 'between' },
    { id: '1750', at: '2009-06-16 00:00:00 +0000', text: 'later' },
  ]);
  const folder = await at.place.folder('both', prefixed({ exact, vague }));
  await using found = await readArchives([folder]);
  await importArchives(at.server.house, found.archives, WISH);
  const times = async () => (await at.postsOf('vague')).map((post) => post.created_at.slice(11, 16));
  assert.deepEqual(await times(), ['11:30', '11:00']);
  const marks = at.server.view.db
    .prepare('SELECT source_id AS id, estimated FROM import_source ORDER BY source_id')
    .all();
  assert.deepEqual(
    marks.map((row) => Object.values(row as object)),
    [
      ['1000', 0],
      ['1500', 1],
      ['1750', 1],
      ['2000', 0],
    ],
  );
  const better = oldTwitter('better', '3', [{ id: '1499', at: 'Tue Jun 16 10:01:00 +0000 2009', text: 'x' }]);
  await at.bring(better);
  await at.bring(vague);
  assert.deepEqual(await times(), ['11:30', '11:00']);
});

test('times are estimated from what was imported before', async () => {
  await at.bring(
    oldTwitter('exact', '1', [
      { id: '1000', at: 'Tue Jun 16 10:00:00 +0000 2009', text: 'ten' },
      { id: '2000', at: 'Tue Jun 16 12:00:00 +0000 2009', text: 'twelve' },
    ]),
  );
  await at.bring(
    oldTwitter('vague', '2', [{ id: '1500', at: '2009-06-16 00:00:00 +0000', text: 'between' }]),
  );
  assert.equal((await at.postsOf('vague'))[0]!.created_at, '2009-06-16T11:00:00.000Z');
});

const PREPARED: PreparedPost = {
  sourceId: '',
  createdAt: 0,
  estimated: false,
  editedAt: null,
  text: 'x',
  html: '<p>x</p>',
  spoiler: '',
  sensitive: false,
  visibility: 0,
  language: null,
  replyToSource: null,
  replyToId: null,
  boostOfSource: null,
  boostOfId: null,
  tags: [],
  mentionIds: [],
  mediaIds: [],
};

test('pictures of an archive are shown with their post; one that is none leaves its link', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'green' } })
    .png()
    .toBuffer();
  const media = (name: string) => ({
    url: `https://t.co/${name}`,
    expanded_url: `https://twitter.com/writer/status/1/${name}`,
    media_url_https: `https://x.example/${name}.png`,
    type: 'photo',
    ext_alt_text: `a ${name}`,
  });
  const tweet = {
    id_str: '1855222380982907193',
    full_text: 'look https://t.co/good https://t.co/bad',
    created_at: 'Sat Nov 09 12:14:18 +0000 2024',
    extended_entities: { media: [media('good'), media('bad')] },
  };
  const files = {
    'data/tweets_media/1855222380982907193-good.png': png,
    'data/tweets_media/1855222380982907193-bad.png': 'no picture',
  };
  const report = await at.bring(newTwitter('writer', '6', [tweet], files));
  assert.deepEqual(
    report.remarks.map((remark) => remark.reason),
    ['its picture cannot be read'],
  );
  const [post] = await at.postsOf('writer');
  assert.equal(post!.content.replace(/<[^>]+>/g, ''), 'lookhttps://twitter.com/writer/status/1/bad');
  assert.deepEqual(
    post!.media_attachments.map((file) => [file.type, file.description]),
    [['image', 'a good']],
  );
  const again = await at.bring(newTwitter('writer', '6', [tweet], files));
  assert.equal(again.already, 1);
  const count = at.server.view.db.prepare<{ n: number }>('SELECT count(*) AS n FROM media').get()!.n;
  assert.equal(count, 1);
});

test('a Mastodon picture comes with its words and point, a lost one leaves its words', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const document = (name: string) => ({
    type: 'Document',
    mediaType: 'image/png',
    url: `/media_attachments/files/1/original/${name}.png`,
    name: `a ${name}`,
    focalPoint: [0.5, -0.5],
  });
  const items = [
    note('painter', 1, '2022-11-08T03:07:14Z', {
      attachment: [document('here'), document('bad'), document('lost')],
    }),
  ];
  const files = {
    'media_attachments/files/1/original/here.png': png,
    'media_attachments/files/1/original/bad.png': 'no picture',
  };
  await at.bring(mastodon('painter', items, files));
  const [post] = await at.postsOf('painter');
  assert.match(post!.content, /\[a lost\].*\[a bad\]/);
  assert.deepEqual(
    post!.media_attachments.map((file) => [file.description, file.meta.focus]),
    [['a here', { x: 0.5, y: -0.5 }]],
  );
});

test('more posts of one millisecond than it has ids go on in the next, and none meets a live id', async () => {
  const { id: accountId } = await at.server.person('me');
  const moment = Date.UTC(2009, 5, 15);
  for (let from = 0; from < 4_200; from += 100) {
    const posts = Array.from({ length: 100 }, (_, i) => ({
      ...PREPARED,
      sourceId: String(from + i),
      createdAt: moment,
    }));
    await importStatuses(at.server.house, { accountId, source: 'twitter', posts });
  }
  const ids = at.server.view.db.prepare<{ id: number }>('SELECT id FROM status ORDER BY id').all();
  assert.deepEqual(
    [ids.length, ids[0]!.id, ids[4_095]!.id, ids[4_096]!.id],
    [4_200, timedIdAt(moment), timedIdAt(moment) + 4_095, timedIdAt(moment + 1)],
  );
  const now = [{ ...PREPARED, sourceId: 'now', createdAt: Date.now() + 10 }];
  await assert.rejects(
    importStatuses(at.server.house, { accountId, source: 'twitter', posts: now }),
    /future/,
  );
});
