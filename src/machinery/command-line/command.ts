import type { House } from '#machinery/house.ts';
import type { Folder } from '#machinery/roles/folder.ts';

export type OptionSpec = {
  readonly type: 'string' | 'boolean';
  readonly meaning: string;
  readonly short?: string;
};

/** What a command of the command line is given. */
export type CliContext = {
  readonly house: House;
  readonly folder: Folder;
  /** A line for people or programs, on standard output. */
  readonly print: (line: string) => void;
  /** What goes on, on a terminal alone; each line replaces the one before. */
  readonly progress: (line: string) => void;
};

export type CliArguments = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
};

/** One command for operators: `rooftop NAME …`. Throws a Refusal or UsageError for what cannot be done. */
export type CliCommand = {
  /** One or two words: `user create`. */
  readonly name: string;
  /** The arguments in words: `PATH… [--as USER]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  /** Resolves with the exit code, 0 if there is none. */
  readonly run: (context: CliContext, args: CliArguments) => Promise<number | undefined>;
};

/** The command was called in a way it does not understand; told with its usage, exit code 2. */
export class UsageError extends Error {}

/** An option that must be given. */
export function required(args: CliArguments, name: string): string {
  const value = args.values[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is needed`);
  return value;
}

export function optional(args: CliArguments, name: string): string | undefined {
  const value = args.values[name];
  return typeof value === 'string' ? value : undefined;
}
