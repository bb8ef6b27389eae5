import type { ChannelState, ChannelWindow } from '#rooms/channels/rules/channel.ts';

type Span = { readonly startsAt: number; readonly endsAt: number };

/** How long before and after a window of theirs none of ours should be, when nobody says otherwise. */
export const PADDING_MS = 30 * 60_000;
/** A channel that was not read whole for so long is unknown, whatever it said then. */
export const FRESH_MS = 60 * 60_000;

/** Those of `others` that overlap a window when each is made longer by `paddingMs` on both sides. What only touches does not. */
export function overlaps<T extends Span>(
  window: Span,
  others: readonly T[],
  paddingMs: number = PADDING_MS,
): readonly T[] {
  return others.filter(
    (other) => other.startsAt - paddingMs < window.endsAt && window.startsAt < other.endsAt + paddingMs,
  );
}

export type Clearance = {
  readonly answer: 'clear' | 'overlaps' | 'unknown';
  readonly overlapping: readonly ChannelWindow[];
  /** Names of channels of which nobody knows. */
  readonly unknown: readonly string[];
};

/**
 * Whether a slot is free of other services' work. Clear only if every channel that announces work was read lately and none
 * overlaps; an address that is only checked announces nothing.
 */
export function clearance(
  slot: Span,
  states: readonly ChannelState[],
  windows: readonly ChannelWindow[],
  { now, paddingMs = PADDING_MS }: { readonly now: number; readonly paddingMs?: number },
): Clearance {
  const open = windows.filter(({ state }) => state !== 'completed');
  const overlapping = overlaps(slot, open, paddingMs);
  const unknown = states
    .filter(({ kind }) => kind === 'statuspage' || kind === 'ical')
    .filter((channel) => freshState(channel, now) === 'unknown')
    .map(({ channel }) => channel);
  if (overlapping.length > 0) return { answer: 'overlaps', overlapping, unknown };
  return { answer: unknown.length > 0 ? 'unknown' : 'clear', overlapping, unknown };
}

/** The state of a channel now: what was not read lately is unknown. */
export function freshState(
  { state, fetchedAt }: Pick<ChannelState, 'state' | 'fetchedAt'>,
  now: number,
): ChannelState['state'] {
  return fetchedAt === null || now - fetchedAt > FRESH_MS ? 'unknown' : state;
}
