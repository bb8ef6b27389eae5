import { type House, submit } from '#machinery/house.ts';
import { settingChanged } from '#rooms/settings/events.ts';
import { SETTINGS, settingName } from '#rooms/settings/rules/settings.ts';
import { settingStore } from '#rooms/settings/store.ts';
import { defineCommand } from '#view/command.ts';

type Change = { readonly name: string; readonly value: string | null };

/** Sets a mode or text; null goes back to the fallback. Refuses an unknown name and a value that cannot be meant. */
export async function changeSetting(house: House, name: string, value: string | null): Promise<void> {
  const known = settingName(name);
  if (value !== null) SETTINGS[known].parse(value);
  await submit(house, changeSettingCommand, { name: known, value });
}

export const changeSettingCommand = defineCommand('change-setting/1', (ctx, body: Change) => {
  const store = ctx.of(settingStore);
  if (body.value === null) store.remove(body.name);
  else store.put({ name: body.name, value: body.value, at: ctx.at });
  ctx.emit(settingChanged, { name: body.name });
  return {};
});
