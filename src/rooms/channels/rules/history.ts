import type { ChannelStateName } from '#rooms/channels/rules/channel.ts';

const DAY_MS = 86_400_000;

type Change = { readonly at: number; readonly state: ChannelStateName };

/** What a day counts as when it had several states: the first of these. */
const WORST: readonly ChannelStateName[] = ['down', 'maintenance', 'unknown', 'up'];

/** The state of each of the last so many days in UTC, oldest first; null before anything was known. */
export function daysOf(
  changes: readonly Change[],
  now: number,
  count: number,
): readonly (ChannelStateName | null)[] {
  const today = Math.floor(now / DAY_MS);
  return Array.from({ length: count }, (_, i) => {
    const from = (today - count + 1 + i) * DAY_MS;
    const before = changes.findLast(({ at }) => at <= from);
    const during = changes.filter(({ at }) => at > from && at < from + DAY_MS && at <= now);
    const states = [...(before ? [before] : []), ...during].map(({ state }) => state);
    return WORST.find((state) => states.includes(state)) ?? null;
  });
}
