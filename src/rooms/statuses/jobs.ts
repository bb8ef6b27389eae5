import { submit } from '#machinery/house.ts';
import { defineJob, type Jobs } from '#machinery/jobs/job.ts';
import { sweepNeeded, sweepStatus } from '#rooms/statuses/delete-status.ts';

/** Repeats until nothing points at the deleted status; a round that was done before answers with what it came to then. */
const sweep = defineJob(sweepNeeded, async (house, target, key) => {
  for (let round = 0; ; round++) {
    const { left } = await submit(house, sweepStatus, target, { id: `${key}-${round}`, lane: 'bulk' });
    if (!left) return;
  }
});

export const jobs: Jobs = { effects: [sweep], periodic: [] };
