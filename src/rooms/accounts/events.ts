import { effectKind, eventKind } from '#view/command.ts';

/** An account was made, or what it shows changed. */
export const accountChanged = eventKind<{ readonly accountId: number }>('account-changed');

/** An account's numbers of followers and followed accounts changed. */
export const accountCounted = eventKind<{ readonly accountId: number }>('account-counted');

/** An account has so many public and unlisted statuses now. A total, so that an event taken late adds nothing twice. */
export const statusesCounted = eventKind<{ readonly accountId: number; readonly statuses: number }>(
  'statuses-counted',
);

/** An account may no longer be seen or act: suspended, deleted or disabled. */
export const accountClosed = eventKind<{ readonly accountId: number }>('account-closed');

/** What pages announce of planned work changed. */
export const bannerChanged = eventKind<{ readonly windowId: number }>('banner-changed');

/** Files that nothing names any more: jobs remove them. */
export const filesDropped = effectKind<{ readonly names: readonly string[] }>('files-dropped');
