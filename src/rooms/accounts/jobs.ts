import { submit } from '#machinery/house.ts';
import { defineJob, type Jobs, type Periodic } from '#machinery/jobs/job.ts';
import { coarsenCreated } from '#rooms/accounts/coarsen-created.ts';
import { filesDropped } from '#rooms/accounts/events.ts';

const HOUR_MS = 3_600_000;

/** A file that is gone already is fine. */
const removeFiles = defineJob(filesDropped, async (house, { names }) => {
  for (const name of names) await house.files.remove(name);
});

const forgetDays: Periodic = {
  name: 'coarsen-created',
  everyMs: HOUR_MS,
  async run({ house }) {
    for (;;) {
      const { more } = await submit(house, coarsenCreated, {}, { lane: 'bulk' });
      if (!more) return;
    }
  },
};

export const jobs: Jobs = { effects: [removeFiles], periodic: [forgetDays] };
