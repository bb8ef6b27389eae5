import { parseArgs } from 'node:util';
import {
  type CliArguments,
  type CliCommand,
  type CliContext,
  UsageError,
} from '#machinery/command-line/command.ts';
import { Refusal } from '#values/refusal.ts';

/** The command that the words name: the longest name that fits. */
export function findCommand(
  commands: readonly CliCommand[],
  words: readonly string[],
): CliCommand | undefined {
  const line = words.join(' ');
  return commands
    .filter(({ name }) => line === name || line.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

export function parseArguments(command: CliCommand, words: readonly string[]): CliArguments {
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

export function usageOf(command: CliCommand): string {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { meaning }]) => `  --${name.padEnd(18)} ${meaning}`,
  );
  return [`rooftop ${command.name} ${command.usage}`.trimEnd(), command.summary, ...options].join('\n');
}

export function helpOf(commands: readonly CliCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['rooftop COMMAND …   (rooftop COMMAND --help tells more)', '', ...lines].join('\n');
}

/** Runs a command and turns its errors into a line on standard error and an exit code: 1 refused, 2 misused. */
export async function runCommand(
  command: CliCommand,
  args: CliArguments,
  context: CliContext,
  complain: (line: string) => void,
): Promise<number> {
  try {
    return (await command.run(context, args)) ?? 0;
  } catch (error) {
    return complainOf(error, complain, command);
  }
}

export function complainOf(error: unknown, complain: (line: string) => void, command?: CliCommand): number {
  if (error instanceof UsageError) {
    complain(command ? `${error.message}\n\n${usageOf(command)}` : error.message);
    return 2;
  }
  if (error instanceof Refusal) complain(error.message);
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
