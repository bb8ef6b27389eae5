import type { CliCommand } from '#machinery/command-line/command.ts';
import type { Route } from '#machinery/http/route.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { feedRoutes } from '#rooms/status/feeds.ts';
import { keepMirror } from '#rooms/status/keep-mirror.ts';
import { pageRoutes } from '#rooms/status/pages.ts';
import type { AnyCommand } from '#view/command.ts';

export { patience } from '#rooms/status/patience.ts';
export { reactions } from '#rooms/status/reactions.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [];
export const routes: readonly Route[] = [...pageRoutes, ...feedRoutes];
export const jobs: Jobs = { effects: [], periodic: [keepMirror()] };
export const cli: readonly CliCommand[] = [];
