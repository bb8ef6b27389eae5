import { changeSettingCommand } from '#rooms/settings/change-setting.ts';
import { foundHouseCommand } from '#rooms/settings/found-house.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [foundHouseCommand, changeSettingCommand];
