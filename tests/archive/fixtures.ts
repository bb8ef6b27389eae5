import type { Contents } from './packed.ts';

/** Small archives of each form, made up for the tests. */

export type OldTweet = {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly replyTo?: string;
  readonly more?: object;
};

/** An archive in the form of 2012. */
export function oldTwitter(
  name: string,
  userId: string,
  tweets: readonly OldTweet[],
  file = '2009_06',
): Contents {
  const items = tweets.map(({ id, at, text, replyTo, more }) => ({
    source: 'web',
    entities: { user_mentions: [], media: [], hashtags: [], urls: [] },
    geo: {},
    id_str: id,
    text,
    id: Number(id),
    created_at: at,
    user: { name, screen_name: name, protected: false, id_str: userId, id: Number(userId) },
    ...(replyTo === undefined
      ? {}
      : { in_reply_to_status_id_str: replyTo, in_reply_to_status_id: Number(replyTo) }),
    ...more,
  }));
  const details = {
    screen_name: name,
    location: 'Utrecht',
    full_name: `${name} the Person`,
    bio: 'Hello',
    id: userId,
  };
  return {
    [`data/js/tweets/${file}.js`]: `Grailbird.data.tweets_${file} = \n ${JSON.stringify(items, null, 1)}`,
    'data/js/user_details.js': `var user_details =  ${JSON.stringify(details)}`,
  };
}

/** An archive in today's form. */
export function newTwitter(
  name: string,
  userId: string,
  tweets: readonly object[],
  more: Contents = {},
): Contents {
  const items = tweets.map((tweet) => ({ tweet }));
  const account = {
    account: { username: name, accountId: userId, accountDisplayName: name, email: 'x@example.org' },
  };
  return {
    'data/tweets.js': `window.YTD.tweets.part0 = ${JSON.stringify(items)}`,
    'data/account.js': `window.YTD.account.part0 = ${JSON.stringify([account])}`,
    ...more,
  };
}

export const OLD_SERVER = 'https://old.example';

/** An archive of Mastodon; `items` as `note()` and `boost()` make them. */
export function mastodon(name: string, items: readonly object[], more: Contents = {}): Contents {
  const actor = `${OLD_SERVER}/users/${name}`;
  return {
    'outbox.json': JSON.stringify({
      id: 'outbox.json',
      type: 'OrderedCollection',
      totalItems: items.length,
      orderedItems: items,
    }),
    'actor.json': JSON.stringify({
      id: actor,
      type: 'Person',
      preferredUsername: name,
      name: `${name} the Person`,
      summary: '<p>Hello</p>',
      followers: `${actor}/followers`,
      published: '2022-11-07T00:00:00Z',
    }),
    ...more,
  };
}

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

/** Addresses of an audience, as Mastodon writes them. */
export function audience(name: string, visibility: 'public' | 'unlisted' | 'private' | 'direct') {
  const followers = `${OLD_SERVER}/users/${name}/followers`;
  if (visibility === 'public') return { to: [PUBLIC], cc: [followers] };
  if (visibility === 'unlisted') return { to: [followers], cc: [PUBLIC] };
  return { to: visibility === 'private' ? [followers] : [`${OLD_SERVER}/users/friend`], cc: [] };
}

export function noteId(name: string, n: number): string {
  return `${OLD_SERVER}/users/${name}/statuses/${n}`;
}

export function note(name: string, n: number, published: string, more: object = {}): object {
  const id = noteId(name, n);
  const to = audience(name, 'public');
  return {
    id: `${id}/activity`,
    type: 'Create',
    actor: `${OLD_SERVER}/users/${name}`,
    published,
    object: {
      id,
      type: 'Note',
      summary: null,
      published,
      content: `<p>note ${n}</p>`,
      attachment: [],
      tag: [],
      ...to,
      ...more,
    },
  };
}

export function boost(name: string, n: number, published: string, of: string): object {
  return {
    id: `${noteId(name, n)}/activity`,
    type: 'Announce',
    actor: `${OLD_SERVER}/users/${name}`,
    published,
    ...audience(name, 'public'),
    object: of,
  };
}
