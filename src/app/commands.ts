import type { AnyCliCommand } from '#machinery/command-line/command.ts';
import { cli as activity } from '#rooms/activity/commands.ts';
import { cli as archive } from '#rooms/archive/commands.ts';
import { cli as channels } from '#rooms/channels/commands.ts';
import { demo } from '#rooms/demo/commands.ts';
import { cli as ledger, verifyCommand } from '#rooms/ledger/commands.ts';
import { cli as maintenance } from '#rooms/maintenance/commands.ts';
import { cli as notices } from '#rooms/notices/commands.ts';
import { cli as oauth } from '#rooms/oauth/commands.ts';
import { cli as planner } from '#rooms/planner/commands.ts';
import { cli as requests } from '#rooms/requests/commands.ts';
import { cli as settings } from '#rooms/settings/commands.ts';

/** What operators can do from the command line. */
export const commands: readonly AnyCliCommand[] = [
  verifyCommand,
  demo,
  ...settings,
  ...oauth,
  ...archive,
  ...ledger,
  ...activity,
  ...channels,
  ...notices,
  ...maintenance,
  ...planner,
  ...requests,
];
