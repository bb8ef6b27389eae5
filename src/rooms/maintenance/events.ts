import { eventKind } from '#view/command.ts';

/** Something public happened to a window. */
export const windowChanged = eventKind<{
  readonly windowId: number;
  readonly what:
    | 'planned'
    | 'moved'
    | 'started'
    | 'finished'
    | 'cancelled'
    | 'updated'
    | 'bounded'
    | 'late'
    | 'overrun'
    | 'measured';
}>('window-changed');

/** The start of a window comes near: this long before it, milliseconds. */
export const windowReminded = eventKind<{ readonly windowId: number; readonly beforeMs: number }>(
  'window-reminded',
);

/** Work of others came into the way of a window. */
export const windowAlerted = eventKind<{ readonly windowId: number }>('window-alerted');
