import { eventKind } from '#view/command.ts';

/** A window of another service that was not there before, or has moved. */
export type MovedWindow = { readonly name: string; readonly startsAt: number; readonly endsAt: number };

/** A channel was added or removed, changed its state, or has other windows; `moved` holds at most 50 that are new or moved. */
export const channelChanged = eventKind<{
  readonly channelId: number;
  readonly name: string;
  readonly moved: readonly MovedWindow[];
}>('channel-changed');

/** The times in which no work may be done are others than before. */
export const freezesChanged = eventKind<{ readonly source: string }>('freezes-changed');
