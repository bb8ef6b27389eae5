import type { Server } from 'node:http';
import type { Hono } from 'hono';
import type { CliCommand } from '#machinery/command-line/command.ts';
import type { House } from '#machinery/house.ts';
import { type HttpOptions, makeHttp } from '#machinery/http/app.ts';
import { checkForm } from '#machinery/http/form-token.ts';
import type { Route } from '#machinery/http/route.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { assetRoutes } from '#pages/assets.ts';
import { createUserCommand } from '#rooms/accounts/create-user.ts';
import * as follows from '#rooms/follows/wiring.ts';
import { grantCodeCommand } from '#rooms/oauth/authorize.ts';
import { refusalPage } from '#rooms/instance/refusal-page.ts';
import { routes as appRoutes } from '#rooms/oauth/client-api.ts';
import { identify } from '#rooms/oauth/index.ts';
import { issueTokenCommand } from '#rooms/oauth/issue-token.ts';
import { redeemCodeCommand } from '#rooms/oauth/redeem-code.ts';
import { registerAppCommand, sweepAppsCommand } from '#rooms/oauth/register-app.ts';
import { endTokensCommand, revokeTokenCommand } from '#rooms/oauth/revoke-token.ts';
import { routes as tokenRoutes } from '#rooms/oauth/token-api.ts';
import { changeSettingCommand } from '#rooms/settings/change-setting.ts';
import { routes as statusRoutes } from '#rooms/statuses/client-api.ts';
import { deleteStatus, sweepStatus } from '#rooms/statuses/delete-status.ts';
import { postStatus } from '#rooms/statuses/post-status.ts';
import { routes as timelineRoutes } from '#rooms/timelines/client-api.ts';
import { pageRoutes as timelinePages } from '#rooms/timelines/pages.ts';
import type { AnyCommand, AnyReaction, Registry } from '#view/command.ts';
import { makeRegistry } from '#view/command.ts';

/** The wiring, by hand: which commands, consequences and routes there are. */

const commands: readonly AnyCommand[] = [
  createUserCommand,
  changeSettingCommand,
  issueTokenCommand,
  revokeTokenCommand,
  endTokensCommand,
  registerAppCommand,
  sweepAppsCommand,
  grantCodeCommand,
  redeemCodeCommand,
  ...follows.commands,
  postStatus,
  deleteStatus,
  sweepStatus,
];

/** Consequences inside apply, in this order. */
const reactions: readonly AnyReaction[] = [...follows.reactions];

export const routes: readonly Route[] = [
  ...assetRoutes,
  ...appRoutes,
  ...tokenRoutes,
  ...follows.routes,
  ...statusRoutes,
  ...timelineRoutes,
  ...timelinePages,
];

/** Work that follows: effects taken once, and what comes round by the clock. */
export const jobs: Jobs = { effects: [...follows.jobs.effects], periodic: [...follows.jobs.periodic] };

/** What operators can do from the command line. */
export const cliCommands: readonly CliCommand[] = [];

/** Lets rooms take part in a web process's server. */
export function attachStreams(_server: Server, _house: House): { close(): void } {
  return { close() {} };
}

/** Runs once when the server starts. */
export async function startWork(_house: House, _print: (line: string) => void): Promise<void> {}

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
  });
}
