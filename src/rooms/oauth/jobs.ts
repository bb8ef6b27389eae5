import { submit } from '#machinery/house.ts';
import type { Jobs, Periodic } from '#machinery/jobs/job.ts';
import { sweepAppsCommand } from '#rooms/oauth/register-app.ts';

const DAY_MS = 86_400_000;

/** Apps that registered and were never used would pile up for ever. */
const sweepApps: Periodic = {
  name: 'sweep-apps',
  everyMs: DAY_MS,
  async run({ house }) {
    for (;;) {
      const { more } = await submit(house, sweepAppsCommand, {}, { lane: 'bulk' });
      if (!more) return;
    }
  },
};

export const jobs: Jobs = { effects: [], periodic: [sweepApps] };
