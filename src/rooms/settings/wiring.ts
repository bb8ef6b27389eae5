import { changeSettingCommand } from '#rooms/settings/change-setting.ts';
import type { AnyCommand } from '#view/command.ts';

export { cli } from '#rooms/settings/commands.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [changeSettingCommand];
