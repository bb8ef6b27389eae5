import type { Route } from '#machinery/http/route.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { apiRoutes } from '#rooms/planner/admin-api.ts';
import { keepAdviceCommand } from '#rooms/planner/keep-advice.ts';
import { pageRoutes } from '#rooms/planner/pages.ts';
import type { AnyCommand, AnyReaction } from '#view/command.ts';

export { cli } from '#rooms/planner/commands.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [keepAdviceCommand];
export const reactions: readonly AnyReaction[] = [];
export const routes: readonly Route[] = [...apiRoutes, ...pageRoutes];
export const jobs: Jobs = { effects: [], periodic: [] };
