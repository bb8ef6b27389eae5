import type { CliCommand } from '#machinery/command-line/command.ts';
import { exportCommand } from '#rooms/archive/export-command.ts';
import { importCommand } from '#rooms/archive/import-command.ts';
import { replayCommand } from '#rooms/archive/replay-command.ts';

/** What operators can do with archives. */
export const cli: readonly CliCommand[] = [importCommand, exportCommand, replayCommand];
