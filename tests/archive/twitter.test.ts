import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findArchives } from '#rooms/archive/rules/kind.ts';
import { noteFinder } from '#rooms/archive/rules/twitter-notes.ts';
import { isProtected, readTwitterPerson } from '#rooms/archive/rules/twitter-person.ts';
import { tweetText } from '#rooms/archive/rules/twitter-text.ts';
import { readTweet, type TweetSurroundings, versionsOf } from '#rooms/archive/rules/twitter-tweet.ts';

const AROUND: TweetSurroundings = { protected: false, fileOf: () => undefined, noteOf: () => undefined };
const OLD = {
  id_str: '2384776508',
  id: 2384776508,
  text: 'Rain &amp; wind #weather',
  created_at: 'Mon Jun 29 07:35:41 +0000 2009',
  source: 'web',
  geo: { type: 'Point', coordinates: [55.7, 12.5] },
  user: { id_str: '5', screen_name: 'someone', name: 'Some One', protected: false, location: 'Copenhagen' },
  entities: { urls: [], hashtags: [{ text: 'weather' }] },
};

function post(raw: unknown, around: Partial<TweetSurroundings> = {}) {
  const reading = readTweet(raw, { ...AROUND, ...around });
  assert.ok('post' in reading, JSON.stringify(reading));
  return reading;
}

function reason(raw: unknown): string {
  const reading = readTweet(raw, AROUND);
  assert.ok('leftOut' in reading);
  return reading.leftOut.reason;
}

test('a tweet of 2009 and one of today are read alike', () => {
  const today = { tweet: { ...OLD, id: OLD.id_str, text: undefined, full_text: OLD.text, user: undefined } };
  assert.deepEqual(post(today), post(OLD));
  const { sourceId, createdAt, text } = post(OLD).post;
  assert.deepEqual([sourceId, text], ['2384776508', 'Rain & wind #weather']);
  assert.equal(new Date(createdAt).toISOString(), '2009-06-29T07:35:41.000Z');
});

test('places, clients and profile data of a tweet are never taken', () => {
  const taken = JSON.stringify(post({ ...OLD, place: { name: 'Tehran' }, coordinates: [1, 2] }));
  for (const word of ['Copenhagen', 'Tehran', '55.7', '"web"', 'source":', 'geo'])
    assert.ok(!taken.includes(word), word);
});

test('short links lead where they led, longer codes are other links, unknown ones stay', () => {
  const links = [
    { url: 'https://t.co/abc', expanded: 'https://example.org/a?b=1&c=2' },
    { url: 'http://t.co/bad', expanded: 'javascript:alert(1)' },
  ];
  assert.equal(
    tweetText('x https://t.co/abc, http://t.co/abcd http://t.co/bad &lt;3 &amp;amp;', links, new Set()),
    'x https://example.org/a?b=1&c=2, http://t.co/abcd http://t.co/bad <3 &amp;',
  );
  assert.equal(tweetText('x https://t.co/abc', links, new Set(['https://t.co/abc'])), 'x');
});

test('a native retweet keeps the whole text of the original', () => {
  const raw = {
    ...OLD,
    text: 'RT @other: a long text that was cut &amp;…',
    retweeted_status: {
      text: 'a long text that was cut &amp; goes on http://t.co/x',
      user: { screen_name: 'other' },
      entities: { urls: [{ url: 'http://t.co/x', expanded_url: 'http://example.org/' }] },
    },
  };
  assert.equal(post(raw).post.text, 'RT @other: a long text that was cut & goes on http://example.org/');
});

test('pictures in the archive are taken and their link dropped; others keep their link', () => {
  const media = (type: string, name: string) => ({
    url: 'https://t.co/pic',
    expanded_url: 'https://twitter.com/s/status/1/photo/1',
    media_url_https: `https://pbs.twimg.com/media/${name}`,
    type,
    ext_alt_text: 'a cat',
  });
  const raw = {
    ...OLD,
    text: 'look https://t.co/pic',
    extended_entities: { media: [media('photo', 'a.jpg'), media('photo', 'b.png')] },
  };
  const all = post(raw, { fileOf: (id, file) => `data/tweets_media/${id}-${file}` });
  assert.equal(all.post.text, 'look');
  assert.deepEqual(
    all.post.media.map((m) => [m.file, m.description]),
    [
      ['data/tweets_media/2384776508-a.jpg', 'a cat'],
      ['data/tweets_media/2384776508-b.png', 'a cat'],
    ],
  );
  const some = post(raw, { fileOf: (_id, file) => (file === 'a.jpg' ? 'a.jpg' : undefined) });
  assert.equal(some.post.text, 'look https://twitter.com/s/status/1/photo/1');
  assert.equal(some.post.media.length, 1);
  assert.equal(some.remarks.length, 1);
  const film = post(
    { ...OLD, extended_entities: { media: [media('video', 'v.jpg')] } },
    { fileOf: () => 'v.mp4' },
  );
  assert.deepEqual(
    [film.post.media.length, film.remarks],
    [0, ['films are not taken; its text keeps the link']],
  );
});

test('visibility is never wider than it was', () => {
  assert.equal(post(OLD).post.visibility, 0);
  assert.equal(post({ ...OLD, user: { ...OLD.user, protected: true } }).post.visibility, 2);
  assert.equal(post({ ...OLD, scopes: { followers: true } }).post.visibility, 2);
  assert.equal(post(OLD, { protected: true }).post.visibility, 2);
  assert.match(reason({ ...OLD, trusted_friends_control: { x: 1 } }), /closed circle/);
});

test('each item that cannot be taken says why', () => {
  assert.match(reason(null), /no tweet/);
  assert.match(reason({ ...OLD, id_str: undefined, id: 2 ** 60 }), /no number/);
  assert.match(reason({ ...OLD, created_at: 'yesterday' }), /date/);
  assert.match(reason({ ...OLD, text: '' }), /neither text nor a picture/);
});

test('no input makes the reader throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      readTweet(a, AROUND);
      readTweet(
        { ...OLD, entities: a, extended_entities: b, user: a, edit_info: b, retweeted_status: a },
        AROUND,
      );
      readTwitterPerson({ userDetails: a, account: b, profile: a, manifest: b, tweet: a });
      isProtected([a, b]);
      noteFinder([a, b])(0, 'x');
      versionsOf(a);
    }),
  );
});

test('a long post gets its whole text from the file of long posts', () => {
  const beginning = 'This is the beginning of a very long post that goes on';
  const note = {
    noteTweet: {
      createdAt: '2023-02-23T14:20:22.000Z',
      core: {
        text: `${beginning} and on &amp; on https://t.co/z`,
        urls: [{ shortUrl: 'https://t.co/z', expandedUrl: 'https://example.org/z' }],
      },
    },
  };
  const raw = {
    ...OLD,
    created_at: 'Thu Feb 23 14:20:22 +0000 2023',
    full_text: `@you ${beginning}… https://t.co/q`,
  };
  assert.equal(
    post(raw, { noteOf: noteFinder([note]) }).post.text,
    `@you ${beginning} and on & on https://example.org/z`,
  );
  const other = { ...raw, created_at: 'Thu Feb 23 14:20:23 +0000 2023' };
  assert.match(post(other, { noteOf: noteFinder([note]) }).post.text, /…/);
});

test('the owner is found in each form, without place, address or day of joining', () => {
  const none = {
    userDetails: undefined,
    account: undefined,
    profile: undefined,
    manifest: undefined,
    tweet: undefined,
  };
  const old = readTwitterPerson({
    ...none,
    userDetails: {
      id: '5',
      screen_name: 'someone',
      full_name: 'Some &amp; One',
      bio: 'Hello &lt;3',
      location: 'Paris',
      created_at: 'x',
    },
  });
  assert.deepEqual([old.sourceId, old.username, old.note], ['5', 'someone', 'Hello <3']);
  assert.ok(!JSON.stringify(old).includes('Paris'));
  const today = readTwitterPerson({
    ...none,
    account: {
      account: {
        accountId: '5',
        username: 'someone',
        accountDisplayName: 'Some One',
        email: 'a@example.org',
      },
    },
    profile: {
      profile: { description: { bio: 'Hi', location: 'Paris' }, avatarMediaUrl: 'https://x/a.jpg' },
    },
  });
  assert.deepEqual(
    [today.username, today.displayName, today.note, today.avatar],
    ['someone', 'Some One', 'Hi', 'a.jpg'],
  );
  assert.ok(!/Paris|example\.org/.test(JSON.stringify(today)));
  assert.equal(readTwitterPerson({ ...none, tweet: OLD }).username, 'someone');
  assert.equal(readTwitterPerson(none).username, undefined);
});

test('the last change of protection counts', () => {
  const change = (protectedAt: string, action: string) => ({ protectedHistory: { protectedAt, action } });
  assert.equal(isProtected([]), false);
  assert.equal(
    isProtected([
      change('2020-01-02T00:00:00.000Z', 'Unprotect'),
      change('2020-01-03T00:00:00.000Z', 'Protect'),
    ]),
    true,
  );
  assert.equal(
    isProtected([
      change('2020-01-03T00:00:00.000Z', 'Unprotect'),
      change('2020-01-02T00:00:00.000Z', 'Protect'),
    ]),
    false,
  );
});

test('archives are told apart, alone, nested and side by side', () => {
  const kinds = (names: string[]) => findArchives(names).map((found) => `${found.kind}:${found.root}`);
  assert.deepEqual(kinds(['data/js/tweets/2009_06.js', 'data/js/tweets/2009_07.js', 'index.html']), [
    'twitter-2012:',
  ]);
  assert.deepEqual(kinds(['data/tweets.js', 'data/tweets-part1.js', 'data/account.js']), ['twitter:']);
  assert.deepEqual(kinds(['twitter-2019/tweet.js', 'twitter-2019/account.js']), ['twitter:twitter-2019/']);
  assert.deepEqual(kinds(['x/outbox.json', 'x/actor.json']), ['mastodon:x/']);
  assert.deepEqual(kinds(['a/data/js/tweets/2009_06.js', 'b/data/tweets.js', 'c/outbox.json']), [
    'twitter-2012:a/',
    'twitter:b/',
    'mastodon:c/',
  ]);
  assert.deepEqual(kinds(['data/deleted-tweets.js', 'data/tweet-headers.js', 'readme.txt']), []);
});
