import { join } from 'node:path';
import { commands as roomCommands } from '#app/commands.ts';
import { registry } from '#app/registry.ts';
import { readConfig } from '#config.ts';
import type { AnyCliCommand, CliArguments, CliCommand, HouseApart } from '#machinery/command-line/command.ts';
import { complainOf } from '#machinery/command-line/complain.ts';
import { openHouseForCommand } from '#machinery/command-line/open-house.ts';
import {
  findCommand,
  helpOf,
  parseArguments,
  usageOf,
  wantsHelp,
} from '#machinery/command-line/run-command.ts';
import { folderCommands } from '#machinery/operating/commands.ts';
import { dataFolder } from '#machinery/roles/folder.ts';
import { endAtOnce } from '#machinery/roles/start-error.ts';
import { around } from '#roles/around.ts';
import { writerOptions } from '#roles/writer.ts';
import { requireDomain } from '#rooms/settings/index.ts';
import type { World } from '#values/world.ts';

const complain = (line: string) => void process.stderr.write(`${line}\n`);
const print = (line: string) => void process.stdout.write(`${line}\n`);
const progress = (line: string) => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${line}`));

/** Runs `rooftop …`; resolves with the exit code: 0 done, 1 refused or failed, 2 called wrongly. */
export async function run(words: readonly string[], world: World): Promise<number> {
  process.stdout.on('error', () => {});
  const commands: readonly AnyCliCommand[] = [...folderCommands(registry), ...roomCommands];
  const command = findCommand(commands, words);
  if (wantsHelp(words)) {
    print(command ? usageOf(command) : helpOf(commands));
    return 0;
  }
  if (!command) {
    complain(
      words.length === 0
        ? helpOf(commands)
        : `there is no command "${words.join(' ')}"\n\n${helpOf(commands)}`,
    );
    return 2;
  }
  try {
    return (await carryOut(command, parseArguments(command, words), world)) ?? 0;
  } catch (error) {
    return complainOf(error, complain, usageOf(command));
  }
}

async function carryOut(command: AnyCliCommand, args: CliArguments, world: World) {
  if ('run' in command) return carryOutInHouse(command, args, world);
  if ('runApart' in command)
    return command.runApart(
      { print, progress, open: (root, now) => openApart(root, { ...world, now }) },
      args,
    );
  if ('runAnywhere' in command) return command.runAnywhere({ print, progress, fetch: world.fetch }, args);
  const { data, mirror } = readConfig();
  const folder = dataFolder(data, mirror);
  return command.runInFolder({ folder, now: world.now, print, progress }, args);
}

/** A house for one command alone, under an address that is nobody's. */
async function openApart(root: string, world: World): Promise<HouseApart> {
  const config = { ...readConfig(), data: root, mirror: join(root, 'mirror'), url: 'http://demo.invalid' };
  const here = around('command', config, world);
  const writer = writerOptions(here, { lockWaitMs: 0, onDamage: endAtOnce });
  return { ...(await openHouseForCommand({ writer, world, origin: config.url })), places: here.folder };
}

async function carryOutInHouse(command: CliCommand, args: CliArguments, world: World) {
  const config = readConfig();
  const here = around('command', config, world);
  const writer = writerOptions(here, { lockWaitMs: 0, onDamage: endAtOnce });
  const opened = await openHouseForCommand({ writer, world, origin: config.url });
  try {
    requireDomain(opened.house.view().db, config.url);
    return await command.run({ house: opened.house, folder: here.folder, print, progress }, args);
  } finally {
    await opened.close();
  }
}
