import { channelChanged, freezesChanged } from '#rooms/channels/events.ts';
import { freezeStore } from '#rooms/channels/freeze-store.ts';
import type { ChannelState, ChannelWindow, FreezePeriod } from '#rooms/channels/rules/channel.ts';
import { freshState } from '#rooms/channels/rules/overlap.ts';
import { type ChannelRow, channelStore, channelWindowStore } from '#rooms/channels/store.ts';
import type { View } from '#view/reader.ts';

export type KnownChannel = { readonly row: ChannelRow; readonly windows: readonly ChannelWindow[] };

/** Everything that is watched, in memory, read anew after a change. */
function channelCache(view: View) {
  let known: readonly KnownChannel[] | undefined;
  const forget = () => {
    known = undefined;
  };
  view.on(channelChanged, forget);
  view.onGap(forget);
  return () => {
    known ??= load(view);
    return known;
  };
}

function load(view: View): readonly KnownChannel[] {
  const store = view.of(channelWindowStore);
  return view
    .of(channelStore)
    .all()
    .map((row) => ({
      row,
      windows: store.of(row.id).map((window) => ({ ...window, channel: row.name })),
    }));
}

function freezeCache(view: View) {
  let known: readonly FreezePeriod[] | undefined;
  const forget = () => {
    known = undefined;
  };
  view.on(freezesChanged, forget);
  view.onGap(forget);
  return () => {
    known ??= view
      .of(freezeStore)
      .all()
      .map(({ name, startsAt, endsAt, source }) => ({ name, startsAt, endsAt, source }));
    return known;
  };
}

/** Every channel with its windows, by name. */
export function knownChannels(view: View): readonly KnownChannel[] {
  return view.keep(channelCache)();
}

/** Planned work of other services, in the order of its start. What an unreadable channel said last still counts. */
export function channelWindows(view: View): readonly ChannelWindow[] {
  return knownChannels(view)
    .filter(({ row }) => row.kind !== 'freezes')
    .flatMap(({ windows }) => windows)
    .toSorted((a, b) => a.startsAt - b.startsAt);
}

/** How each channel stands. With `now`, one that was not read lately is unknown. */
export function channelStates(view: View, now?: number): readonly ChannelState[] {
  return knownChannels(view).map(({ row }) => ({
    ...{ id: row.id, channel: row.name, kind: row.kind },
    state: now === undefined ? row.state : freshState(row, now),
    ...{ since: row.since, fetchedAt: row.fetchedAt, shown: row.shown === 1 },
  }));
}

/** Times in which no work may be done: the operator's, imported ones, and those of calendars that are watched. */
export function freezePeriods(view: View): readonly FreezePeriod[] {
  const watched = knownChannels(view)
    .filter(({ row }) => row.kind === 'freezes')
    .flatMap(({ windows }) => windows)
    .map(({ name, startsAt, endsAt, channel }) => ({ name, startsAt, endsAt, source: channel }));
  return [...view.keep(freezeCache)(), ...watched].toSorted((a, b) => a.startsAt - b.startsAt);
}
