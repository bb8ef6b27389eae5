import { eventKind } from '#view/command.ts';

/** A list was made, changed or deleted, or its members changed; `accountId` is its owner. */
export const listChanged = eventKind<{ readonly listId: number; readonly accountId: number }>('list-changed');
