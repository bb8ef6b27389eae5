import { UsageError } from '#machinery/command-line/complain.ts';
import type { House } from '#machinery/house.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import type { World } from '#values/world.ts';

export { UsageError };

export type OptionSpec = {
  readonly type: 'string' | 'boolean';
  readonly meaning: string;
  readonly short?: string;
};

/** What a command that needs the data folder alone is given. */
export type FolderContext = {
  readonly folder: Folder;
  readonly now: () => number;
  /** A line for people or programs, on standard output. */
  readonly print: (line: string) => void;
  /** What goes on, on a terminal alone; each line replaces the one before. */
  readonly progress: (line: string) => void;
};

/** What a command of the command line is given: the folder, and the house over it. */
export type CliContext = Omit<FolderContext, 'now'> & { readonly house: House };

export type CliArguments = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
};

type Described = {
  /** One or two words: `user create`. */
  readonly name: string;
  /** The arguments in words: `PATH… [--as USER]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, OptionSpec>>;
};

/** One command for operators: `rooftop NAME …`. Throws a Refusal or UsageError for what cannot be done. */
export type CliCommand = Described & {
  /** Resolves with the exit code, 0 if there is none. */
  readonly run: (context: CliContext, args: CliArguments) => Promise<number | undefined>;
};

/** A command that works on the folder, also when no house can be opened over it. */
export type FolderCommand = Described & {
  readonly runInFolder: (context: FolderContext, args: CliArguments) => Promise<number | undefined>;
};

/** A command that needs nothing of this machine, as to check another server. */
export type AnywhereCommand = Described & {
  readonly runAnywhere: (
    context: Pick<FolderContext, 'print' | 'progress'> & Pick<World, 'fetch'>,
    args: CliArguments,
  ) => Promise<number | undefined>;
};

/** A house made for one command alone, with a clock of its own. */
export type HouseApart = { readonly house: House; readonly places: Folder; close(): Promise<void> };

/** A command that plays in houses of its own and leaves the server's alone. */
export type ApartCommand = Described & {
  readonly runApart: (
    context: Pick<FolderContext, 'print' | 'progress'> & {
      /** Opens a house in a folder, which is made if it is not there. `now`: its clock, milliseconds. */
      readonly open: (folder: string, now: () => number) => Promise<HouseApart>;
    },
    args: CliArguments,
  ) => Promise<number | undefined>;
};

export type AnyCliCommand = CliCommand | FolderCommand | AnywhereCommand | ApartCommand;

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
