import type { Route } from '#machinery/http/route.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { closeBucketCommand, closeBuckets } from '#rooms/activity/close-bucket.ts';
import { countReadersCommand } from '#rooms/activity/count-readers.ts';
import { protectGroupCommand, unprotectGroupCommand } from '#rooms/activity/protect-group.ts';
import type { AnyCommand, AnyReaction } from '#view/command.ts';

export { cli } from '#rooms/activity/commands.ts';

const MINUTE_MS = 60_000;

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  closeBucketCommand,
  countReadersCommand,
  protectGroupCommand,
  unprotectGroupCommand,
];
export const reactions: readonly AnyReaction[] = [];
export const routes: readonly Route[] = [];
export const jobs: Jobs = {
  effects: [],
  periodic: [{ name: 'close-activity', everyMs: MINUTE_MS, run: ({ house }) => closeBuckets(house) }],
};
