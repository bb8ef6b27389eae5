import type { Origin } from '#rooms/timelines/index.ts';

/** What can be listened to, as the client API names it. */
export type Channel = {
  readonly kind: 'user' | 'notification' | 'public' | 'hashtag' | 'list' | 'direct';
  readonly origin: Origin;
  readonly onlyMedia: boolean;
};

const PLAIN = { origin: 'all', onlyMedia: false } as const;

const CHANNELS: ReadonlyMap<string, Channel> = new Map<string, Channel>([
  ['user', { ...PLAIN, kind: 'user' }],
  ['user:notification', { ...PLAIN, kind: 'notification' }],
  ['public', { ...PLAIN, kind: 'public' }],
  ['public:media', { kind: 'public', origin: 'all', onlyMedia: true }],
  ['public:local', { kind: 'public', origin: 'local', onlyMedia: false }],
  ['public:local:media', { kind: 'public', origin: 'local', onlyMedia: true }],
  ['public:remote', { kind: 'public', origin: 'remote', onlyMedia: false }],
  ['public:remote:media', { kind: 'public', origin: 'remote', onlyMedia: true }],
  ['hashtag', { ...PLAIN, kind: 'hashtag' }],
  ['hashtag:local', { kind: 'hashtag', origin: 'local', onlyMedia: false }],
  ['list', { ...PLAIN, kind: 'list' }],
  ['direct', { ...PLAIN, kind: 'direct' }],
]);

export const CHANNEL_NAMES: readonly string[] = [...CHANNELS.keys()];

/** The channel of a name; `onlyMedia` is the older way to ask for `public:media`. */
export function channelOf(name: string, onlyMedia = false): Channel | undefined {
  const channel = CHANNELS.get(name);
  return channel?.kind === 'public' && onlyMedia ? { ...channel, onlyMedia } : channel;
}

/** Scopes of which one is enough. Public and hashtag channels are open to everybody, like the timelines they continue. */
export const SCOPES: Readonly<Record<Channel['kind'], readonly string[]>> = {
  user: ['read:statuses', 'read:notifications'],
  notification: ['read:notifications'],
  public: ['read:statuses'],
  hashtag: ['read:statuses'],
  list: ['read:lists', 'read:statuses'],
  direct: ['read:statuses'],
};

export function isOpenToAll(channel: Channel): boolean {
  return channel.kind === 'public' || channel.kind === 'hashtag';
}

/** What a change of a status means to somebody who may have seen it before and may see it now. */
export function changeFor(before: boolean, now: boolean): 'update' | 'status.update' | 'delete' | undefined {
  if (before) return now ? 'status.update' : 'delete';
  return now ? 'update' : undefined;
}
