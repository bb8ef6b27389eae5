import { parseArgs } from 'node:util';
import { type AnyCliCommand, type CliArguments, UsageError } from '#machinery/command-line/command.ts';

/** The command that the words name: the longest name that fits. */
export function findCommand<C extends AnyCliCommand>(
  commands: readonly C[],
  words: readonly string[],
): C | undefined {
  const line = words.join(' ');
  return commands
    .filter(({ name }) => line === name || line.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

/** The words behind the command's name, by its options. Throws UsageError for those it does not have. */
export function parseArguments(command: AnyCliCommand, words: readonly string[]): CliArguments {
  const rest = words.slice(command.name.split(' ').length);
  const options = Object.fromEntries(
    Object.entries(command.options ?? {}).map(([name, { type, short }]) => [
      name,
      short ? { type, short } : { type },
    ]),
  );
  try {
    return parseArgs({ args: rest, options, allowPositionals: true, strict: true }) as CliArguments;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export function usageOf(command: AnyCliCommand): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { meaning }]) => `  --${name.padEnd(18)} ${meaning}`,
  );
  return [`rooftop ${command.name} ${command.usage}`.trimEnd(), command.summary, ...options].join('\n');
}

export function helpOf(commands: readonly AnyCliCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['rooftop COMMAND …   (rooftop COMMAND --help tells more)', '', ...lines].join('\n');
}

/** Whether the words ask what a command does instead of doing it. What stands after `--` is an argument. */
export function wantsHelp(words: readonly string[]): boolean {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  return own[0] === 'help' || own.includes('--help') || own.includes('-h');
}
