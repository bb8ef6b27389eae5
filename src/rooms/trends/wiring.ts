import type { Jobs } from '#machinery/jobs/job.ts';
import { forgetUses, forgetUsesCommand } from '#rooms/trends/forget-uses.ts';
import type { AnyCommand } from '#view/command.ts';

export { routes } from '#rooms/trends/client-api.ts';
export { reactions } from '#rooms/trends/reactions.ts';

const HOUR_MS = 3_600_000;

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [forgetUsesCommand];

export const jobs: Jobs = {
  effects: [],
  periodic: [{ name: 'forget-tag-uses', everyMs: HOUR_MS, run: ({ house }) => forgetUses(house) }],
};
