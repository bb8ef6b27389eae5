import { hashtagKey } from '#values/hashtag.ts';

/** The streams of the client API. A channel is what a listener listens to, as one text: the index of listeners is a map by it. */
export const STREAMS = [
  'user',
  'user:notification',
  'public',
  'public:media',
  'public:local',
  'public:local:media',
  'public:remote',
  'public:remote:media',
  'hashtag',
  'hashtag:local',
  'list',
  'direct',
] as const;
export type StreamName = (typeof STREAMS)[number];

export const STREAM_TEXT_MOST = 200;

/** A subscription: which stream, and what clients are told it was: `["hashtag", "x"]`. */
export type Subscription = {
  readonly name: StreamName;
  readonly label: readonly string[];
  /** What it is listened to by: `public`, `hashtag/iranelection`, `user/123`, `list/5`. */
  readonly channel: string;
};

export type Wish = {
  readonly stream: string;
  readonly tag?: string | undefined;
  readonly list?: number | undefined;
  readonly accountId?: number | undefined;
};

/** Understands a wish. Undefined for a stream there is not, or one that lacks its hashtag, list or person. */
export function subscriptionOf(wish: Wish): Subscription | undefined {
  const name = STREAMS.find((stream) => stream === wish.stream);
  if (!name) return undefined;
  if (name === 'hashtag' || name === 'hashtag:local') {
    const key = hashtagKey((wish.tag ?? '').slice(0, STREAM_TEXT_MOST));
    return key === '' ? undefined : { name, label: [name, wish.tag!], channel: `hashtag/${key}` };
  }
  if (name === 'list')
    return wish.list === undefined || wish.accountId === undefined
      ? undefined
      : { name, label: [name, String(wish.list)], channel: `list/${wish.list}` };
  if (name === 'user' || name === 'user:notification' || name === 'direct')
    return wish.accountId === undefined ? undefined : { name, label: [name], channel: `${name}/${wish.accountId}` };
  return { name, label: [name], channel: name };
}

/** Streams that anyone may listen to; pages do so without signing in. */
export function isOpen(name: StreamName): boolean {
  return name.startsWith('public') || name.startsWith('hashtag');
}

/** The scopes of which a token needs one. */
export function scopesOf(name: StreamName): readonly string[] {
  if (name === 'user:notification') return ['read:notifications'];
  if (name === 'user') return ['read:statuses', 'read:notifications'];
  return name === 'list' ? ['read:lists', 'read:statuses'] : ['read:statuses'];
}
