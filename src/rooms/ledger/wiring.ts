import type { Route } from '#machinery/http/route.ts';
import { pageRoutes } from '#rooms/ledger/pages.ts';
import { apiRoutes } from '#rooms/ledger/public-api.ts';
import type { AnyCommand, AnyReaction } from '#view/command.ts';

export { cli, verifyCommand } from '#rooms/ledger/commands.ts';
export { jobs } from '#rooms/ledger/jobs.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [];
export const reactions: readonly AnyReaction[] = [];
export const routes: readonly Route[] = [...apiRoutes, ...pageRoutes];
