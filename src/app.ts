import type { Hono } from 'hono';
import type { AnyCliCommand } from '#machinery/command-line/command.ts';
import type { House } from '#machinery/house.ts';
import { type HttpOptions, makeHttp } from '#machinery/http/app.ts';
import { checkForm } from '#machinery/http/form-token.ts';
import { openapiRoute } from '#machinery/http/openapi.ts';
import type { Route } from '#machinery/http/route.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { pageRoutes } from '#page-routes.ts';
import * as accounts from '#rooms/accounts/wiring.ts';
import { countReaders } from '#rooms/activity/index.ts';
import * as activity from '#rooms/activity/wiring.ts';
import * as archive from '#rooms/archive/wiring.ts';
import * as channels from '#rooms/channels/wiring.ts';
import { demo } from '#rooms/demo/wiring.ts';
import * as follows from '#rooms/follows/wiring.ts';
import * as hashtags from '#rooms/hashtags/wiring.ts';
import { refusalPage } from '#rooms/instance/refusal-page.ts';
import * as instance from '#rooms/instance/wiring.ts';
import * as ledger from '#rooms/ledger/wiring.ts';
import * as lists from '#rooms/lists/wiring.ts';
import * as maintenance from '#rooms/maintenance/wiring.ts';
import * as media from '#rooms/media/wiring.ts';
import * as notices from '#rooms/notices/wiring.ts';
import * as notifications from '#rooms/notifications/wiring.ts';
import { welcomeOperator } from '#rooms/oauth/first-start.ts';
import { identify } from '#rooms/oauth/index.ts';
import * as oauth from '#rooms/oauth/wiring.ts';
import * as planner from '#rooms/planner/wiring.ts';
import * as profiles from '#rooms/profiles/wiring.ts';
import * as requests from '#rooms/requests/wiring.ts';
import * as search from '#rooms/search/wiring.ts';
import * as settings from '#rooms/settings/wiring.ts';
import * as status from '#rooms/status/wiring.ts';
import * as statuses from '#rooms/statuses/wiring.ts';
import * as streaming from '#rooms/streaming/wiring.ts';
import * as timelines from '#rooms/timelines/wiring.ts';
import * as trends from '#rooms/trends/wiring.ts';
import { VERSION } from '#values/version.ts';
import type { AnyCommand, AnyReaction, Registry } from '#view/command.ts';
import { makeRegistry } from '#view/command.ts';
import { prune } from '#view/prune.ts';

/** The wiring, by hand: which commands, consequences and routes there are. */

const commands: readonly AnyCommand[] = [
  prune,
  ...accounts.commands,
  ...settings.commands,
  ...oauth.commands,
  ...media.commands,
  ...profiles.commands,
  ...follows.commands,
  ...hashtags.commands,
  ...statuses.commands,
  ...lists.commands,
  ...notifications.commands,
  ...trends.commands,
  ...archive.commands,
  ...ledger.commands,
  ...activity.commands,
  ...channels.commands,
  ...notices.commands,
  ...maintenance.commands,
  ...planner.commands,
  ...requests.commands,
  ...status.commands,
];

/** Consequences inside apply, in this order. */
const reactions: readonly AnyReaction[] = [
  ...follows.reactions,
  ...lists.reactions,
  ...notifications.reactions,
  ...trends.reactions,
  ...ledger.reactions,
  ...activity.reactions,
  ...channels.reactions,
  ...notices.reactions,
  ...maintenance.reactions,
  ...planner.reactions,
  ...requests.reactions,
  ...status.reactions,
];

const described: readonly Route[] = [
  ...instance.routes,
  ...oauth.routes,
  ...profiles.routes,
  ...media.routes,
  ...accounts.routes,
  ...follows.routes,
  ...hashtags.routes,
  ...statuses.routes,
  ...lists.routes,
  ...notifications.routes,
  ...timelines.routes,
  ...trends.routes,
  ...search.routes,
  ...streaming.routes,
  ...ledger.routes,
  ...activity.routes,
  ...channels.routes,
  ...notices.routes,
  ...maintenance.routes,
  ...planner.routes,
  ...requests.routes,
  ...status.routes,
  ...pageRoutes,
];

export const routes: readonly Route[] = [...described, openapiRoute(described, 'Rooftop', VERSION)];

/** Work that follows: effects taken once, and what comes round by the clock. */
export const jobs: Jobs = {
  effects: [
    ...accounts.jobs.effects,
    ...follows.jobs.effects,
    ...statuses.jobs.effects,
    ...lists.jobs.effects,
    ...notifications.jobs.effects,
    ...ledger.jobs.effects,
    ...activity.jobs.effects,
    ...channels.jobs.effects,
    ...notices.jobs.effects,
    ...maintenance.jobs.effects,
    ...planner.jobs.effects,
    ...requests.jobs.effects,
    ...status.jobs.effects,
  ],
  periodic: [
    ...accounts.jobs.periodic,
    ...oauth.jobs.periodic,
    ...follows.jobs.periodic,
    ...media.jobs.periodic,
    ...trends.jobs.periodic,
    ...search.jobs.periodic,
    ...ledger.jobs.periodic,
    ...activity.jobs.periodic,
    ...channels.jobs.periodic,
    ...notices.jobs.periodic,
    ...maintenance.jobs.periodic,
    ...planner.jobs.periodic,
    ...requests.jobs.periodic,
    ...status.jobs.periodic,
  ],
};

/** What operators can do from the command line. */
export const cliCommands: readonly AnyCliCommand[] = [
  ledger.verifyCommand,
  demo,
  ...settings.cli,
  ...oauth.cli,
  ...archive.cli,
  ...ledger.cli,
  ...activity.cli,
  ...channels.cli,
  ...notices.cli,
  ...maintenance.cli,
  ...planner.cli,
  ...requests.cli,
  ...status.cli,
];

/** Lets rooms take part in a web process's server. */
export const attachStreams: typeof streaming.attachStreaming = (server, house, options) =>
  streaming.attachStreaming(server, house, { ...options, tellers: maintenance.tellers });

/** Runs once when the server starts. */
export async function startWork(house: House, print: (line: string) => void): Promise<void> {
  await welcomeOperator(house, print);
}

export function registry(): Registry {
  return makeRegistry(commands, reactions);
}

export type Around = Pick<HttpOptions, 'house' | 'addressOf' | 'limits' | 'report'>;

/** The whole HTTP face over a house. */
export function makeApp(
  around: Around,
): Hono<{ Bindings: { incoming?: { socket?: { remoteAddress?: string } } } }> {
  return makeHttp({
    ...around,
    routes,
    identify,
    checkForm,
    refusalPage,
    onCaller: countReaders(around.house, around.report),
    patience: status.patience,
  });
}
