import { eventKind } from '#view/command.ts';

/** A request about planned maintenance came in, or something about it changed. */
export const requestChanged = eventKind<{
  readonly number: number;
  readonly what:
    | 'received'
    | 'checked'
    | 'released'
    | 'withheld'
    | 'verified'
    | 'answered'
    | 'counted'
    | 'redacted';
}>('request-changed');
