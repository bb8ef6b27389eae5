import type { ChannelStateName, FoundWindow } from '#rooms/channels/rules/channel.ts';
import { WINDOWS_MOST } from '#rooms/channels/rules/channel.ts';

/** Why a channel is unknown: what came of the way out, and what came of reading. */
export const CHANNEL_FAULTS = [
  ...['url', 'address', 'name', 'connection', 'certificate', 'timeout', 'too-large', 'encoding', 'redirects'],
  ...['status', 'busy', 'not-json', 'shape', 'no-calendar', 'times', 'repeats', 'too-many', 'not-yet'],
] as const;

/** What one look at a channel found. `windows` null: they could not be read, and what was known of them stays. */
export type Sighting = {
  readonly state: ChannelStateName;
  readonly fault: string | null;
  readonly windows: readonly FoundWindow[] | null;
};

/** Windows that a source told of, and whether something about them could not be understood. */
export type Told = { readonly windows: readonly FoundWindow[]; readonly doubt: string | null };

const PAST_MS = 30 * 86_400_000;

/** One list of several: the same window told twice counts as it was told last; what is long over is left out. */
export function gather(lists: readonly Told[], now: number): Told {
  const byKey = new Map(lists.flatMap(({ windows }) => windows).map((window) => [window.key, window]));
  const wanted = [...byKey.values()].filter(
    ({ endsAt, state }) => endsAt > now - PAST_MS || isUnderWay(state),
  );
  // Those that end last are kept: whatever else is cut off, nothing that is still to come.
  const sorted = wanted.toSorted((a, b) => b.endsAt - a.endsAt || (a.key < b.key ? -1 : 1));
  const kept = sorted.slice(0, WINDOWS_MOST).toReversed();
  const many = sorted.length > WINDOWS_MOST ? 'too-many' : null;
  return { windows: kept, doubt: lists.find(({ doubt }) => doubt !== null)?.doubt ?? many };
}

export function isUnderWay(state: FoundWindow['state']): boolean {
  return state === 'in-progress' || state === 'verifying';
}

/** Windows that are new, or at another time than before, and not over; what only changed its name has not moved. */
export function movedWindows(
  before: readonly FoundWindow[],
  after: readonly FoundWindow[],
  now: number,
): readonly FoundWindow[] {
  const known = new Map(before.map((window) => [window.key, window]));
  return after.filter((window) => {
    const old = known.get(window.key);
    const same = old && old.startsAt === window.startsAt && old.endsAt === window.endsAt;
    return !same && window.state !== 'completed' && window.endsAt > now;
  });
}

/** How far apart two readings of an unchanged channel may stand on the log. */
export const SAY_EVERY_MS = 15 * 60_000;

export type Known = Pick<Sighting, 'state' | 'fault'> & {
  readonly fetchedAt: number | null;
  readonly windows: readonly FoundWindow[];
};

/** Whether a sighting belongs on the log: something is different, or it has long not been said that all is as it was. */
export function isWorthSaying(known: Known, sighting: Sighting, now: number): boolean {
  if (known.state !== sighting.state || known.fault !== sighting.fault) return true;
  if (sighting.windows === null) return false;
  if (JSON.stringify(known.windows) !== JSON.stringify(sighting.windows)) return true;
  return known.fetchedAt === null || now - known.fetchedAt >= SAY_EVERY_MS;
}
