import { changeSettingCommand } from '#rooms/settings/change-setting.ts';
import { foundHouseCommand } from '#rooms/settings/found-house.ts';
import type { AnyCommand } from '#view/command.ts';

export { cli } from '#rooms/settings/commands.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [foundHouseCommand, changeSettingCommand];
