import { eventKind } from '#view/command.ts';

/** The operator changed a setting. */
export const settingChanged = eventKind<{ readonly name: string }>('setting-changed');
