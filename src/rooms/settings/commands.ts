import { type CliCommand, UsageError } from '#machinery/command-line/command.ts';
import { changeSetting } from '#rooms/settings/change-setting.ts';
import { SETTING_NAMES, SETTINGS, settingName, settingText } from '#rooms/settings/rules/settings.ts';
import { settingsOf } from '#rooms/settings/views.ts';

const show: CliCommand = {
  name: 'settings',
  usage: '[NAME [VALUE]] [--reset]',
  summary: 'Shows the modes and texts of this server, or one of them, or changes one.',
  options: { reset: { type: 'boolean', meaning: 'go back to what it was at first' } },
  async run({ house, print }, { positionals, values }) {
    const [name, value, ...rest] = positionals;
    if (rest.length > 0) throw new UsageError('a value with spaces needs quotes');
    if (name === undefined) {
      const settings = settingsOf(house.view());
      for (const one of SETTING_NAMES)
        print(`${one} = ${settingText(one, settings[one])}\n    ${SETTINGS[one].about}`);
      return 0;
    }
    const known = settingName(name);
    if (values['reset'] === true) await changeSetting(house, known, null);
    else if (value !== undefined) await changeSetting(house, known, value);
    print(settingText(known, settingsOf(house.view())[known]));
    return 0;
  },
};

export const cli: readonly CliCommand[] = [show];
