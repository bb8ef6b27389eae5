import { Refusal } from '#values/refusal.ts';

/**
 * What is watched: a Statuspage by its JSON, a calendar of planned work, an address that answers or not, and a calendar of
 * times in which no work may be done.
 */
export const CHANNEL_KINDS = ['statuspage', 'ical', 'http', 'freezes'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Unknown is what cannot be read, was not read lately, or says something that cannot be understood. It is never clear. */
export const CHANNEL_STATES = ['up', 'maintenance', 'down', 'unknown'] as const;
export type ChannelStateName = (typeof CHANNEL_STATES)[number];

export type ChannelWindowState = 'scheduled' | 'in-progress' | 'verifying' | 'completed' | 'unknown';

/** Planned work of another service. Times are milliseconds UTC. */
export type FoundWindow = {
  /** What it is called at its source, so that one that moves is known again. */
  readonly key: string;
  readonly name: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly state: ChannelWindowState;
  readonly url: string | null;
};

/** A window as other rooms see it; `channel` is the name of the channel. */
export type ChannelWindow = FoundWindow & { readonly channel: string };

export type ChannelState = {
  readonly id: number;
  readonly channel: string;
  readonly kind: ChannelKind;
  readonly state: ChannelStateName;
  /** When it came to this state. */
  readonly since: number;
  /** When it was last read whole, at steps of a quarter of an hour; null: never. */
  readonly fetchedAt: number | null;
  /** It stands on the board for everybody. */
  readonly shown: boolean;
};

/** A time in which no work may be done; `source` is `operator`, the name of a file, or the name of a channel. */
export type FreezePeriod = {
  readonly name: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly source: string;
};

export const CHANNELS_MOST = 200;
export const WINDOWS_MOST = 500;
export const NAME_MOST = 100;
export const URL_MOST = 500;
export const TEXT_MOST = 200;

export type ChannelDraft = { readonly kind: string; readonly name: string; readonly url: string };
export type CheckedDraft = {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly url: string;
};

/** Checks what an operator wants to be watched. Refuses what cannot be, naming the field. */
export function checkDraft({ kind, name, url }: ChannelDraft): CheckedDraft {
  const known = CHANNEL_KINDS.find((one) => one === kind);
  if (!known) throw new Refusal('invalid', `One of ${CHANNEL_KINDS.join(', ')} is needed`, 'kind');
  const called = oneLine(name, NAME_MOST);
  if (called === '' || name.length > NAME_MOST)
    throw new Refusal('invalid', `A name of at most ${NAME_MOST} characters is needed`, 'name');
  const address = url.length <= URL_MOST ? URL.parse(url.trim()) : null;
  if (!address || !/^https?:$/.test(address.protocol) || address.username !== '' || address.password !== '')
    throw new Refusal('invalid', 'An address with https:// and without a password is needed', 'url');
  address.hash = '';
  if (known === 'statuspage') address.search = '';
  return { kind: known, name: called, url: address.href };
}

/** A foreign text as one line, cut short: no controls, nothing that turns text around. */
export function oneLine(text: string, most: number): string {
  const plain = text
    .slice(0, 4 * most)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return [...plain.trim()].slice(0, most).join('');
}
