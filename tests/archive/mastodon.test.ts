import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvRow, readCsv } from '#rooms/archive/rules/csv.ts';
import { readActivity } from '#rooms/archive/rules/mastodon-activity.ts';
import { readActor } from '#rooms/archive/rules/mastodon-person.ts';
import {
  readBlocks,
  readBookmarks,
  readDomains,
  readFollows,
  readLists,
  readMutes,
} from '#rooms/archive/rules/relations.ts';

const ME = 'https://old.example/users/me';
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const FOLLOWERS = `${ME}/followers`;
const AROUND = {
  actor: ME,
  followers: FOLLOWERS,
  fileOf: (url: string) => (url.endsWith('here.png') ? 'here.png' : undefined),
};
const NOTE = {
  id: `${ME}/statuses/1`,
  type: 'Note',
  summary: null,
  published: '2022-11-08T03:07:14Z',
  to: [PUBLIC],
  cc: [FOLLOWERS],
  content: '<p>Hello <b>you</b></p>',
  contentMap: { fa: '<p>Hello <b>you</b></p>' },
  attachment: [],
  tag: [],
};
const create = (note: object, more: object = {}) => ({
  id: `${ME}/statuses/1/activity`,
  type: 'Create',
  actor: ME,
  published: '2022-11-08T03:07:14Z',
  object: { ...NOTE, ...note },
  ...more,
});

function read(note: object, more: object = {}) {
  const reading = readActivity(create(note, more), AROUND);
  assert.ok('post' in reading, JSON.stringify(reading));
  return reading;
}

function reason(raw: unknown): string {
  const reading = readActivity(raw, AROUND);
  assert.ok('leftOut' in reading);
  return reading.leftOut.reason;
}

test('a post keeps its text, date, warning, language, parent, hashtags and edit', () => {
  const { post } = read({
    summary: 'careful',
    inReplyTo: `${ME}/statuses/0`,
    updated: '2022-11-09T00:00:00Z',
    tag: [
      { type: 'Hashtag', name: '#One', href: 'https://old.example/tags/one' },
      { type: 'Mention', name: '@a@b.example', href: 'https://b.example/a' },
    ],
  });
  assert.deepEqual(
    [post.text, post.spoiler, post.sensitive, post.language, post.replyTo, post.editedAt],
    ['Hello you', 'careful', true, 'fa', `${ME}/statuses/0`, Date.UTC(2022, 10, 9)],
  );
  assert.deepEqual(post.tags, [{ name: 'One', href: 'https://old.example/tags/one' }]);
  assert.deepEqual(post.mentions, [{ name: 'a@b.example', href: 'https://b.example/a' }]);
});

test('visibility is what the addresses say, and never wider', () => {
  const visibility = (to: unknown, cc: unknown, more: object = {}) => read({ to, cc }, more).post.visibility;
  assert.equal(visibility([PUBLIC], [FOLLOWERS]), 0);
  assert.equal(visibility('as:Public', undefined), 0);
  assert.equal(visibility([FOLLOWERS], [PUBLIC]), 1);
  assert.equal(visibility([FOLLOWERS], []), 2);
  assert.equal(visibility([], [{ id: FOLLOWERS }]), 2);
  assert.equal(visibility(['https://b.example/a'], []), 3);
  assert.equal(
    visibility(['https://b.example/a/followers'], []),
    3,
    "another's followers are not known here",
  );
  assert.equal(visibility(undefined, undefined), 3);
  assert.equal(
    visibility([PUBLIC], [], { to: [FOLLOWERS], cc: [] }),
    2,
    'the narrower of activity and object',
  );
});

test('without an actor nobody is taken for the followers', () => {
  const reading = readActivity(create({ to: [FOLLOWERS], cc: [] }), { ...AROUND, actor: '', followers: '' });
  assert.ok('post' in reading && reading.post.visibility === 3);
});

test('what is no own post is left out with its reason', () => {
  assert.match(reason({ type: 'Delete', actor: ME }), /no post but Delete/);
  assert.match(reason(create({}, { actor: 'https://old.example/users/other' })), /somebody else/);
  assert.match(reason(create({ content: '' })), /no text/);
  assert.match(reason(create({ published: '' }, { published: '' })), /date/);
  assert.match(reason({ type: 'Create', actor: ME, object: 'https://x' }), /no post in it/);
  assert.match(reason('?'), /no activity/);
});

test('a boost points at what it boosts', () => {
  const reading = readActivity(
    {
      id: `${ME}/statuses/2/activity`,
      type: 'Announce',
      actor: ME,
      published: '2023-01-01T00:00:00Z',
      to: [PUBLIC],
      cc: [],
      object: NOTE.id,
    },
    AROUND,
  );
  assert.ok('post' in reading);
  assert.deepEqual([reading.post.boostOf, reading.post.visibility], [NOTE.id, 0]);
});

test('a poll is kept as text, and files that are lacking leave their description', () => {
  const { post, remarks } = read({
    type: 'Question',
    oneOf: [
      { type: 'Note', name: 'Tea <3' },
      { type: 'Note', name: 'Coffee' },
    ],
    attachment: [
      {
        type: 'Document',
        mediaType: 'image/png',
        url: '/files/here.png',
        name: 'here',
        focalPoint: [0.5, -2],
      },
      {
        type: 'Document',
        mediaType: 'image/png',
        url: 'https://old.example/lost.png',
        name: 'a lost "picture"',
      },
      { type: 'Document', mediaType: 'video/mp4', url: '/files/film.mp4', name: null },
    ],
  });
  assert.match(post.html!, /<li>Tea &lt;3<\/li><li>Coffee<\/li>/);
  assert.match(post.html!, /<a href="https:\/\/old.example\/lost.png">a lost &quot;picture&quot;<\/a>/);
  assert.deepEqual(
    post.media.map((m) => [m.file, m.description, m.focusX, m.focusY]),
    [['here.png', 'here', 0.5, -1]],
  );
  assert.deepEqual(remarks, [
    'its poll is kept as text',
    'its picture is not in the archive',
    'films and sound are not taken',
  ]);
});

test('no input makes the reader throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      readActivity(a, AROUND);
      readActivity(
        create({ to: a, cc: b, attachment: a, tag: b, oneOf: a, contentMap: b, inReplyTo: a }, { to: b }),
        AROUND,
      );
      readActor(a);
      readActor({ preferredUsername: 'x', attachment: a, icon: b, name: a });
    }),
  );
});

test('the actor gives name, words and fields, and neither place nor day of joining', () => {
  const actor = readActor({
    id: ME,
    preferredUsername: 'me',
    name: 'Me',
    summary: '<p>I &amp; you</p>',
    followers: FOLLOWERS,
    published: '2022-11-07T00:00:00Z',
    attachment: [
      {
        type: 'PropertyValue',
        name: 'Web',
        value: '<a href="https://me.example/"><span>https://</span>me.example/</a>',
      },
      { type: 'PropertyValue', name: 'Location', value: 'Paris' },
      { type: 'Other' },
    ],
    icon: { type: 'Image', url: 'avatar.jpg' },
  });
  assert.deepEqual(actor, {
    id: ME,
    followers: FOLLOWERS,
    person: {
      sourceId: ME,
      username: 'me',
      displayName: 'Me',
      note: 'I & you',
      fields: [{ name: 'Web', value: 'https://me.example/' }],
      avatar: 'avatar.jpg',
      header: undefined,
    },
  });
});

test('rows written as CSV are read back the same', () => {
  const field = fc.string().filter((text) => !text.includes('\uFEFF'));
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const wanted = rows.filter((row) => row.some((value) => value.trim() !== ''));
      assert.deepEqual(readCsv(rows.map(csvRow).join('')), wanted);
    }),
  );
});

test('the CSV files are read with and without heading', () => {
  const follows =
    '\uFEFFAccount address,Show boosts,Notify on new posts,Languages\na@B.example,false,true,"en, fa"\r\n';
  assert.deepEqual(readFollows(follows), [
    { address: 'a@b.example', boosts: false, notify: true, languages: ['en', 'fa'] },
  ]);
  assert.deepEqual(readFollows('a@b.example\n'), [
    { address: 'a@b.example', boosts: true, notify: false, languages: [] },
  ]);
  assert.deepEqual(readBlocks('x@y.example\nnonsense\n'), ['x@y.example']);
  assert.deepEqual(readMutes('Account address,Hide notifications\nx@y.example,false\nz@y.example,true\n'), [
    { address: 'x@y.example', notifications: false },
    { address: 'z@y.example', notifications: true },
  ]);
  assert.deepEqual(readDomains('#domain\nbad.example\n'), ['bad.example']);
  assert.deepEqual(readLists('Friends,a@b.example\n"With, comma",c@d.example\n'), [
    { title: 'Friends', address: 'a@b.example' },
    { title: 'With, comma', address: 'c@d.example' },
  ]);
  assert.deepEqual(readBookmarks('https://b.example/@a/1\nno\n'), ['https://b.example/@a/1']);
});
