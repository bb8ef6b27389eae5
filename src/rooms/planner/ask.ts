import { usualActivity } from '#rooms/activity/index.ts';
import { channelStates, channelWindows, freezePeriods, PADDING_MS } from '#rooms/channels/index.ts';
import { isOpen, windows } from '#rooms/maintenance/index.ts';
import type { Question } from '#rooms/planner/rules/question.ts';
import type { Wish } from '#rooms/planner/rules/wish.ts';
import { TZDATA } from '#values/tzdata.ts';
import type { View } from '#view/reader.ts';

/**
 * Everything the planner is asked, from what an operator wishes and what this server knows: usual activity by counts, published weights,
 * freeze periods, other channels' windows and our own. Requests, declared places and time zones are no part of it.
 */
export function questionFrom(view: View, wish: Wish, now: number): Question {
  const own = windows(view)
    .filter((window) => isOpen(window) && window.id !== wish.windowId)
    .map(({ title, startsAt, endsAt }) => ({ name: title, startsAt, endsAt }));
  const others = channelWindows(view)
    .filter(({ state }) => state !== 'completed')
    .map(({ channel, name, startsAt, endsAt }) => ({ name: `${channel}: ${name}`, startsAt, endsAt }));
  return {
    ...wish,
    now,
    freezes: freezePeriods(view),
    others: [...own, ...others],
    padMs: PADDING_MS,
    unread: channelStates(view).flatMap(({ channel, state }) => (state === 'unknown' ? [channel] : [])),
    groups: usualActivity(view, now),
    tzdata: TZDATA,
  };
}
