import type { Route } from '#machinery/http/route.ts';
import { announcementRoutes } from '#rooms/maintenance/announcement-api.ts';
import { dismissCommand, sweepDismissalsCommand } from '#rooms/maintenance/announcements.ts';
import { finishWindowCommand, sayLateCommand, startWindowCommand } from '#rooms/maintenance/carry-out.ts';
import {
  boundWindowCommand,
  cancelWindowCommand,
  updateWindowCommand,
} from '#rooms/maintenance/change-window.ts';
import { remindCommand } from '#rooms/maintenance/keep-time.ts';
import { keepMinutesCommand, probeCommand, publishOutcomeCommand } from '#rooms/maintenance/measures.ts';
import { moveWindowCommand } from '#rooms/maintenance/move-window.ts';
import { pageRoutes } from '#rooms/maintenance/pages.ts';
import { planWindowCommand } from '#rooms/maintenance/plan-window.ts';
import { windowRoutes } from '#rooms/maintenance/window-api.ts';
import type { AnyCommand } from '#view/command.ts';

export { cli } from '#rooms/maintenance/commands.ts';
export { jobs } from '#rooms/maintenance/jobs.ts';
export { reactions } from '#rooms/maintenance/reactions.ts';
export { tellers } from '#rooms/maintenance/tellers.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  planWindowCommand,
  moveWindowCommand,
  boundWindowCommand,
  startWindowCommand,
  finishWindowCommand,
  sayLateCommand,
  cancelWindowCommand,
  updateWindowCommand,
  remindCommand,
  probeCommand,
  keepMinutesCommand,
  publishOutcomeCommand,
  dismissCommand,
  sweepDismissalsCommand,
];
export const routes: readonly Route[] = [...announcementRoutes, ...windowRoutes, ...pageRoutes];
