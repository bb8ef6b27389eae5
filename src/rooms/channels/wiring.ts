import type { Route } from '#machinery/http/route.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { addChannelCommand, removeChannelCommand } from '#rooms/channels/add-channel.ts';
import { apiRoutes } from '#rooms/channels/client-api.ts';
import { addFreezeCommand, importFreezesCommand, removeFreezeCommand } from '#rooms/channels/freeze.ts';
import { boardRoutes } from '#rooms/channels/pages.ts';
import { seeChannelCommand } from '#rooms/channels/see-channel.ts';
import { settingsRoutes } from '#rooms/channels/settings-pages.ts';
import { watchChannels } from '#rooms/channels/watch.ts';
import type { AnyCommand, AnyReaction } from '#view/command.ts';

export { cli } from '#rooms/channels/commands.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  addChannelCommand,
  removeChannelCommand,
  seeChannelCommand,
  addFreezeCommand,
  removeFreezeCommand,
  importFreezesCommand,
];
export const reactions: readonly AnyReaction[] = [];
export const routes: readonly Route[] = [...apiRoutes, ...boardRoutes, ...settingsRoutes];
export const jobs: Jobs = { effects: [], periodic: [watchChannels()] };
