import * as accounts from '#rooms/accounts/wiring.ts';
import * as activity from '#rooms/activity/wiring.ts';
import * as archive from '#rooms/archive/wiring.ts';
import * as channels from '#rooms/channels/wiring.ts';
import * as follows from '#rooms/follows/wiring.ts';
import * as hashtags from '#rooms/hashtags/wiring.ts';
import * as lists from '#rooms/lists/wiring.ts';
import * as maintenance from '#rooms/maintenance/wiring.ts';
import * as media from '#rooms/media/wiring.ts';
import * as notices from '#rooms/notices/wiring.ts';
import * as notifications from '#rooms/notifications/wiring.ts';
import * as oauth from '#rooms/oauth/wiring.ts';
import * as planner from '#rooms/planner/wiring.ts';
import * as profiles from '#rooms/profiles/wiring.ts';
import * as requests from '#rooms/requests/wiring.ts';
import * as settings from '#rooms/settings/wiring.ts';
import * as status from '#rooms/status/wiring.ts';
import * as statuses from '#rooms/statuses/wiring.ts';
import * as trends from '#rooms/trends/wiring.ts';
import type { AnyCommand, AnyReaction, Registry } from '#view/command.ts';
import { makeRegistry } from '#view/command.ts';
import { prune } from '#view/prune.ts';

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
  ...activity.commands,
  ...channels.commands,
  ...notices.commands,
  ...maintenance.commands,
  ...planner.commands,
  ...requests.commands,
];

/** Consequences inside apply, in this order. */
const reactions: readonly AnyReaction[] = [
  ...follows.reactions,
  ...lists.reactions,
  ...notifications.reactions,
  ...trends.reactions,
  ...maintenance.reactions,
  ...status.reactions,
];

/** Every command there is and what follows from it: all that the writer knows of the product. */
export function registry(): Registry {
  return makeRegistry(commands, reactions);
}
