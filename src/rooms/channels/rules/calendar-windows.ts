import { type FoundWindow, oneLine, TEXT_MOST } from '#rooms/channels/rules/channel.ts';
import { gather, type Sighting, type Told } from '#rooms/channels/rules/sighting.ts';
import { webAddress } from '#rooms/channels/rules/statuspage.ts';

/** A time as calendars hold it: a moment, or several that it may be. */
export type PlainTime =
  | { readonly kind: 'moments'; readonly ms: readonly number[] }
  /** A local date and time, or a date alone, of no zone. */
  | { readonly kind: 'local'; readonly utc: number }
  | { readonly kind: 'wrong' };

export type PlainEvent = {
  readonly key: string;
  readonly name: string;
  readonly start: PlainTime;
  readonly end: PlainTime;
  readonly url: string | null;
  readonly cancelled: boolean;
  readonly repeats: boolean;
};

/** Clocks of the world are at most so far ahead of UTC, and behind it. */
const AHEAD_MS = 14 * 3_600_000;
const BEHIND_MS = 12 * 3_600_000;
const KEY_MOST = 200;

/** What a calendar announces. A time that may be several, or is of no zone, counts from the first to the last it can be. */
export function readEvents(events: readonly PlainEvent[]): Told {
  const open = events.filter(({ cancelled }) => !cancelled);
  const windows = apart(open.map(windowOf).filter((one) => one !== undefined));
  const repeating = open.some(({ repeats }) => repeats);
  return { windows, doubt: windows.length < open.length ? 'times' : repeating ? 'repeats' : null };
}

/** Events that share a name of their source are windows of their own when their times differ: none may be lost. */
function apart(windows: readonly FoundWindow[]): readonly FoundWindow[] {
  const seen = new Set<string>();
  return windows.map((window) => {
    const key = seen.has(window.key) ? `${window.key} ${window.startsAt} ${window.endsAt}` : window.key;
    seen.add(window.key);
    return { ...window, key };
  });
}

function windowOf({ key, name, start, end, url }: PlainEvent): FoundWindow | undefined {
  const startsAt = earliest(start);
  const endsAt = latest(end);
  if (!(startsAt < endsAt)) return undefined;
  return {
    key: oneLine(key, KEY_MOST) || `${startsAt} ${endsAt}`,
    name: oneLine(name, TEXT_MOST),
    ...{ startsAt, endsAt, state: 'scheduled' },
    url: url === null ? null : webAddress(url),
  };
}

function earliest(time: PlainTime): number {
  if (time.kind === 'wrong') return Number.NaN;
  return time.kind === 'local' ? time.utc - AHEAD_MS : Math.min(...time.ms);
}

function latest(time: PlainTime): number {
  if (time.kind === 'wrong') return Number.NaN;
  return time.kind === 'local' ? time.utc + BEHIND_MS : Math.max(...time.ms);
}

/** How a calendar stands: it tells of work alone, so without any it is taken for up. */
export function calendarSighting(told: Told, now: number): Sighting {
  const { windows, doubt } = gather([told], now);
  if (doubt !== null) return { state: 'unknown', fault: doubt, windows };
  const working = windows.some(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
  return { state: working ? 'maintenance' : 'up', fault: null, windows };
}
