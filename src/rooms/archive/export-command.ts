import { resolve } from 'node:path';
import { writeFiles } from '#machinery/bundles/write-bundle.ts';
import { type CliCommand, UsageError } from '#machinery/command-line/command.ts';
import { exportArchive, exportedAccount } from '#rooms/archive/export-archive.ts';
import { exportKey } from '#rooms/archive/manifest.ts';

export const exportCommand: CliCommand = {
  name: 'export',
  usage: 'USER [PATH] | --key',
  summary: 'Writes everything a person has in the form of Mastodon’s archives: a .zip, or a folder.',
  options: {
    key: { type: 'boolean', meaning: 'only tell the public key that this server signs exports with' },
  },
  async run({ house, print, progress }, args) {
    if (args.values['key'] === true) {
      print(exportKey(house));
      return 0;
    }
    const [name, path] = args.positionals;
    if (name === undefined) throw new UsageError('Whose? Name a user.');
    const account = exportedAccount(house, name);
    const day = new Date(house.world.now()).toISOString().slice(0, 10);
    const target = resolve(path ?? `${account.username}-${day}.zip`);
    await writeFiles(target, exportArchive(house, account, progress));
    progress('');
    print(target);
    return 0;
  },
};
