import { cliCommands, registry } from '#app.ts';
import { ConfigError, readConfig } from '#config.ts';
import { openHouseForCommand } from '#machinery/command-line/open-house.ts';
import {
  complainOf,
  findCommand,
  helpOf,
  parseArguments,
  runCommand,
  usageOf,
} from '#machinery/command-line/run-command.ts';
import { makeReport } from '#machinery/logging.ts';
import { dataFolder } from '#machinery/roles/folder.ts';
import { runRole, serve } from '#serve.ts';
import type { World } from '#values/world.ts';

const complain = (line: string) => void process.stderr.write(`${line}\n`);

/** Runs `rooftop …`; resolves with the exit code. */
export async function run(words: readonly string[], world: World): Promise<number> {
  try {
    const [first, second] = words;
    if (first === undefined || first === 'serve') return await serve(readConfig(), world);
    if (first === 'role') return await runRole(second, readConfig(), world);
    return await runOperatorCommand(words, world);
  } catch (error) {
    if (!(error instanceof ConfigError)) return complainOf(error, complain);
    complain(error.message);
    return 2;
  }
}

async function runOperatorCommand(words: readonly string[], world: World): Promise<number> {
  const command = findCommand(cliCommands, words);
  const wantsHelp = words.includes('--help') || words.includes('-h') || words[0] === 'help';
  if (!command) {
    complain(helpOf(cliCommands));
    return wantsHelp ? 0 : 2;
  }
  if (wantsHelp) {
    process.stdout.write(`${usageOf(command)}\n`);
    return 0;
  }
  return open(command, words, world);
}

async function open(
  command: (typeof cliCommands)[number],
  words: readonly string[],
  world: World,
): Promise<number> {
  const config = readConfig();
  const folder = dataFolder(config.data);
  const args = parseOrComplain(command, words);
  if (!args) return 2;
  const opened = await openHouseForCommand({
    folder,
    origin: config.url,
    world,
    registry: registry(),
    report: makeReport('command', world.now),
    diskReserve: config.diskReserve * 1_048_576,
  });
  try {
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    const progress = (line: string) =>
      void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${line}`));
    return await runCommand(command, args, { house: opened.house, folder, print, progress }, complain);
  } finally {
    await opened.close();
  }
}

function parseOrComplain(command: (typeof cliCommands)[number], words: readonly string[]) {
  try {
    return parseArguments(command, words);
  } catch (error) {
    complainOf(error, complain, command);
    return undefined;
  }
}
