import { type CliCommand, type OptionSpec, optional, UsageError } from '#machinery/command-line/command.ts';
import { protectGroup, unprotectGroup } from '#rooms/activity/protect-group.ts';
import { protectedGroups } from '#rooms/activity/views.ts';

const JSON_OPTION: OptionSpec = { type: 'boolean', meaning: 'as JSON' };

const protect: CliCommand = {
  name: 'maintenance protect',
  usage: '[LANGUAGE | #HASHTAG [--weight N] [--zone ZONE] [--remove]] [--json]',
  summary:
    'Lists or changes whose activity weighs more when an hour for planned work is chosen. Goes on the ledger.',
  options: {
    weight: { type: 'string', meaning: 'how many times it counts, 0 to 4; 2 when absent' },
    zone: { type: 'string', meaning: 'whose waking hours stand in when counts say nothing: Asia/Tehran' },
    remove: { type: 'boolean', meaning: 'protect it no more' },
    json: JSON_OPTION,
  },
  async run({ house, print }, args) {
    const [who, more] = args.positionals;
    if (more !== undefined) throw new UsageError('one group at a time');
    if (who !== undefined && args.values['remove']) await unprotectGroup(house, who);
    else if (who !== undefined)
      await protectGroup(house, who, Number(optional(args, 'weight') ?? 2), optional(args, 'zone') ?? null);
    const groups = protectedGroups(house.view());
    if (args.values['json']) print(JSON.stringify(groups));
    else if (groups.length === 0) print('Nothing is protected.');
    else
      for (const { name, weight, zone } of groups)
        print(`${name}  weight ${weight}${zone === null ? '' : `  ${zone}`}`);
    return 0;
  },
};

export const cli: readonly CliCommand[] = [protect];
