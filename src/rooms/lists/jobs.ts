import { submit } from '#machinery/house.ts';
import { defineJob, type Jobs } from '#machinery/jobs/job.ts';
import { membersLeft, sweepListCommand } from '#rooms/lists/delete-list.ts';

/** Repeats until nobody is on the deleted list; a round that was done before answers with what it came to then. */
const sweep = defineJob(membersLeft, async (house, list, key) => {
  for (let round = 0; ; round++) {
    const { left } = await submit(house, sweepListCommand, list, { id: `${key}-${round}`, lane: 'bulk' });
    if (!left) return;
  }
});

export const jobs: Jobs = { effects: [sweep], periodic: [] };
