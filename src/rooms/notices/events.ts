import { eventKind } from '#view/command.ts';

/** A message about a notice was taken, settled or linked; `noticeId` null while it is quarantined. It never changes our own plan. */
export const noticeTaken = eventKind<{ readonly noticeId: number | null }>('notice-taken');
