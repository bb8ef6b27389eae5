export { channelChanged, freezesChanged, type MovedWindow } from '#rooms/channels/events.ts';
export type {
  ChannelKind,
  ChannelState,
  ChannelStateName,
  ChannelWindow,
  ChannelWindowState,
  FreezePeriod,
} from '#rooms/channels/rules/channel.ts';
export {
  type Clearance,
  clearance,
  FRESH_MS,
  freshState,
  overlaps,
  PADDING_MS,
} from '#rooms/channels/rules/overlap.ts';
export { channelStore, channelWindowStore } from '#rooms/channels/store.ts';
export { channelStates, channelWindows, freezePeriods } from '#rooms/channels/views.ts';
